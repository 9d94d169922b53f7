package io.vigil.config;

import io.vigil.config.VigilConfig.Retention;
import java.nio.file.Path;
import java.util.Optional;

/** The section {@code retention}. */
final class RetentionReader {
    /** Longer than waveforms are kept, so that those are gone before their session is. */
    private static final int FEWEST_DAYS = 30;

    private static final int USUAL_DAYS = 6 * 365;
    private static final int MOST_DAYS = 36_500;

    private final Path folder;

    RetentionReader(Path folder) {
        this.folder = folder;
    }

    Optional<Retention> read(Section root) {
        return root.saysNone("retention")
                ? Optional.empty()
                : root.section("retention").map(this::retention);
    }

    private Retention retention(Section section) {
        Retention retention = new Retention(
                section.place(),
                section.whole("days", USUAL_DAYS, FEWEST_DAYS, MOST_DAYS),
                folder.resolve(section.required("export", "name the folder in which the records are kept")));
        section.done();
        return retention;
    }
}
