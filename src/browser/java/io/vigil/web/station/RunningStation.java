package io.vigil.web.station;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code run} in a process of its own, from the classes of this test; its console and its log apart. */
final class RunningStation implements AutoCloseable {
    private static final Pattern DASHBOARD = Pattern.compile("Dashboard\\s+(http://127\\.0\\.0\\.1:\\d+/)");
    private static final Pattern CODE = Pattern.compile("Setup code (\\S+)");
    private static final Duration LONG = Duration.ofSeconds(120);

    private final Path console;
    private final Path log;
    private final Process process;

    RunningStation(Path folder, Path config) throws IOException {
        console = Files.createTempFile(folder, "console", ".txt");
        log = Files.createTempFile(folder, "log", ".txt");
        process = start(folder, console, log, "run", "--config", config.toString());
        await().atMost(LONG).until(() -> !process.isAlive() || console().contains("Data "));
    }

    private static Process start(Path folder, Path console, Path log, String... command) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(List.of("-Xmx300m", "-cp", System.getProperty("java.class.path"), "io.vigil.Vigil"));
        all.addAll(List.of(command));
        return new ProcessBuilder(all)
                .directory(folder.toFile())
                .redirectOutput(console.toFile())
                .redirectError(log.toFile())
                .start();
    }

    /** What {@code check} says of a configuration, its exit code before it. */
    static String check(Path folder, Path config) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "check", ".txt");
        int exit = start(folder, out, Files.createTempFile(folder, "check", ".err"), "check", "--config", config.toString())
                .waitFor();
        return exit + " " + Files.readString(out);
    }

    String url() throws IOException {
        return found(DASHBOARD);
    }

    /** As a person reads it off the console. */
    String code() throws IOException {
        return found(CODE);
    }

    private String found(Pattern pattern) throws IOException {
        Matcher matcher = pattern.matcher(console());
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + console() + log());
        }
        return matcher.group(1);
    }

    String console() throws IOException {
        return Files.readString(console);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
