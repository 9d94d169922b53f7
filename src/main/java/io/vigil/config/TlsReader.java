package io.vigil.config;

import io.vigil.config.VigilConfig.Tls;
import java.nio.file.Files;
import java.nio.file.Path;

/** A section {@code tls} of something that listens. */
final class TlsReader {
    private TlsReader() {}

    static Tls read(Section section, Path folder, Findings findings) {
        Tls tls = new Tls(
                section.place(),
                file(section, "certificate", folder, findings),
                file(section, "key", folder, findings));
        section.done();
        return tls;
    }

    static Path file(Section section, String key, Path folder, Findings findings) {
        String text = section.required(key, "give the path of a PEM file");
        Path path = folder.resolve(text);
        if (!text.isEmpty() && !Files.isReadable(path)) {
            findings.add(section.place(key), path + " cannot be read; give the path of a PEM file");
        }
        return path;
    }
}
