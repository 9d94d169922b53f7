package io.vigil.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service in a process of its own, from the classes of this test; the constructor waits until it is up. */
final class RunningService implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(90);

    private final Path log;
    private final Process process;

    /** @param folder for its output; @param jvm further options of the virtual machine */
    RunningService(Path folder, Path config, String... jvm) throws IOException {
        log = Files.createTempFile(folder, "run", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx300m");
        command.addAll(List.of(jvm));
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), "io.vigil.Vigil", "run", "--config", config.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(LONG).until(() -> !process.isAlive() || said().contains("Data "));
        assertThat(process.isAlive()).as(said()).isTrue();
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    String base() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.stream()
                .filter(line -> line.startsWith("Dashboard "))
                .map(line -> line.substring(10).trim().replaceFirst("/$", ""))
                .findFirst()
                .orElseThrow();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
