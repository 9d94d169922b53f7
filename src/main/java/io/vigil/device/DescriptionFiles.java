package io.vigil.device;

import io.vigil.device.description.Place;
import io.vigil.device.description.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where descriptions are: each folder that holds a {@code device.yaml}. */
record DescriptionFiles(List<Source> sources, List<Problem> unreadable) {
    private static final String FILE = "device.yaml";
    private static final Pattern ENTRY = Pattern.compile("devices/[^/]+/device\\.yaml");
    private static final long LONGEST = 256 * 1024;

    record Source(String name, String text) {}

    /** Those packed with the program: of the jar it runs from, or of the build's folder. */
    static DescriptionFiles builtIn() {
        URL guide = DescriptionFiles.class.getResource("/devices/README.md");
        if (guide == null) {
            throw new IllegalStateException("the program was packed without its folder 'devices'");
        }
        try {
            return guide.openConnection() instanceof JarURLConnection jar
                    ? inJar(jar)
                    : in(Path.of(guide.toURI()).resolveSibling("."));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the folder 'devices' of the program cannot be read", e);
        }
    }

    private static DescriptionFiles inJar(JarURLConnection jar) throws IOException {
        List<String> names = jar.getJarFile().stream()
                .map(entry -> entry.getName())
                .filter(ENTRY.asMatchPredicate())
                .sorted()
                .toList();
        List<Source> sources = new ArrayList<>();
        for (String name : names) {
            try (InputStream in =
                    jar.getJarFile().getInputStream(jar.getJarFile().getEntry(name))) {
                sources.add(new Source(name, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return new DescriptionFiles(sources, List.of());
    }

    /** @param folder of one device, or of a folder for each */
    static DescriptionFiles in(Path folder) {
        List<Source> sources = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return new DescriptionFiles(
                    List.of(),
                    List.of(Place.top(folder.toString())
                            .problem("no such folder; make it, with a folder for each device that holds its " + FILE)));
        }
        try {
            for (Path file : files(folder)) {
                if (Files.size(file) > LONGEST) {
                    unreadable.add(Place.top(file.toString()).problem("is larger than " + LONGEST + " bytes"));
                } else {
                    sources.add(new Source(file.normalize().toString(), Files.readString(file)));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            unreadable.add(Place.top(folder.toString()).problem("cannot be read: " + e.getMessage()));
        }
        return new DescriptionFiles(sources, unreadable);
    }

    private static List<Path> files(Path folder) throws IOException {
        if (Files.isRegularFile(folder.resolve(FILE))) {
            return List.of(folder.resolve(FILE));
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.resolve(FILE))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
