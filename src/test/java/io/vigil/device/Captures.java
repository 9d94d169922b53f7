package io.vigil.device;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Published device output, read where it lies beside the project; never copied into it. */
public final class Captures {
    private Captures() {}

    /** Skips the test where the captures are not there. */
    public static Path file(String name) {
        Path file = Path.of(System.getProperty("user.dir"), "..", "shared", "captures")
                .resolve(name)
                .normalize();
        assumeTrue(Files.isReadable(file), "no published capture " + name + " beside the project");
        return file;
    }

    public static List<String> lines(String name) {
        try {
            return Files.readAllLines(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
