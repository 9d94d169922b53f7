package io.vigil.device;

import io.vigil.device.description.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Devices that exist in tests alone, read from a real folder. */
final class Invented {
    static final String SERIAL = head("{serial: {baud: 9600}}");
    static final String MESSAGES = head("{mqtt: {topic: ward/+chair/ox, qos: 1}}");

    private final Path folder;

    Invented(Path folder) {
        this.folder = folder;
    }

    private static String head(String link) {
        return """
                id: acme-one
                vendor: Acme
                model: One
                kind: pulse oximeter
                notes: constructed
                confidence: low
                sources: [constructed]
                fhir: {code: "528388", display: MDC_DEV_SPEC_PROFILE_PULS_OXIM, manufacturer: Acme, device_name: One}
                metrics: [spo2, pr, pi, sbp, dbp, map]
                link:\s""" + link + "\n";
    }

    /** @throws AssertionError when the description is refused */
    DeviceType type(String text) {
        Catalogue catalogue = catalogue(text);
        return catalogue.type("acme-one").orElseThrow(() -> new AssertionError(catalogue.problems()));
    }

    /** As {@code LINE:COL message}. */
    List<String> problems(String text) {
        return catalogue(text).problems().stream().map(Invented::brief).toList();
    }

    private static String brief(Problem problem) {
        return problem.place().line() + ":" + problem.place().column() + " " + problem.message();
    }

    private Catalogue catalogue(String text) {
        try {
            Path own = Files.createDirectories(folder.resolve("acme-one"));
            Files.writeString(own.resolve("device.yaml"), text);
            return Catalogue.of(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Decoded> read(DeviceType type, byte[] stream) {
        List<Decoded> all = new ArrayList<>();
        Decoder decoder = type.fullDecoder();
        decoder.feed(stream, 0, stream.length, all::add);
        decoder.end(all::add);
        return all;
    }
}
