package io.vigil.cli.replay;

import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Scenario;
import io.vigil.config.scenario.ScenarioFile;
import io.vigil.session.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens whatever {@code replay} is given and tells by its first line what it is. */
final class ReplayFiles {
    /** The rules for a recording, which has none of its own. */
    static final String FOR_RECORDINGS = "iv-40min";

    private static final int LONGEST_FIRST_LINE = 8_192;

    private final Function<String, Optional<Protocol>> protocols;
    private final String phase;

    /**
     * @param protocols by id or file; throws IllegalArgumentException with the problem where it does not load
     * @param phase in which a recording is replayed; empty = the protocol's first
     */
    ReplayFiles(Function<String, Optional<Protocol>> protocols, String phase) {
        this.protocols = protocols;
        this.phase = phase;
    }

    /** @return the problem, on one line; empty when there was none */
    Optional<String> each(Path file, Optional<Protocol> instead, Consumer<ReplaySource> sources) {
        try {
            String first = firstLine(file);
            if (ReplayInputs.reads(first)) {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    sources.accept(ReplayInputs.read(file.toString(), lines));
                }
                return Optional.empty();
            }
            if (RecordingCsv.reads(first)) {
                sources.accept(recording(file, instead));
                return Optional.empty();
            }
        } catch (NoSuchFileException | MalformedInputException handled) {
            // The reader of scenarios says so better.
        } catch (IOException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage()));
        }
        return ScenarioFile.read(file, scenario -> scenario(scenario, instead, sources));
    }

    private static String firstLine(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            char[] start = new char[LONGEST_FIRST_LINE];
            int count = Math.max(0, reader.read(start));
            return new String(start, 0, count).lines().findFirst().orElse("");
        }
    }

    private ReplaySource recording(Path file, Optional<Protocol> instead) throws IOException {
        Protocol protocol = instead.or(() -> protocols.apply(FOR_RECORDINGS))
                .orElseThrow(() -> new IOException(file + ": a recording has no rules; name some with --protocol"));
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        String in = phase.isEmpty() ? protocol.first().id() : phase;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            List<Rule> rules = protocol.rules();
            return new ReplayScenario(RecordingCsv.read(file.toString(), name, lines, in, rules), rules);
        }
    }

    private Optional<String> scenario(Scenario scenario, Optional<Protocol> instead, Consumer<ReplaySource> sources) {
        List<Rule> rules = scenario.rules();
        if (instead.isEmpty() && rules.isEmpty() && !scenario.protocol().isEmpty()) {
            try {
                Optional<Protocol> named = protocols.apply(scenario.protocol());
                if (named.isEmpty()) {
                    return Optional.of(
                            "/protocol: no protocol '" + scenario.protocol() + "'; give the scenario 'rules'");
                }
                rules = named.get().rules();
            } catch (IllegalArgumentException unloadable) {
                return Optional.of(String.valueOf(unloadable.getMessage()));
            }
        }
        sources.accept(new ReplayScenario(scenario, rules));
        return Optional.empty();
    }
}
