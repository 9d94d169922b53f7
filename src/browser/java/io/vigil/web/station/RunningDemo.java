package io.vigil.web.station;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code java -jar vigil.jar demo}, as its user would start it. */
final class RunningDemo implements AutoCloseable {
    private static final Pattern DASHBOARD = Pattern.compile("Dashboard\\s+(http://127\\.0\\.0\\.1:\\d+/)");

    private final Process process;
    private final AtomicReference<String> url = new AtomicReference<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();

    RunningDemo(Path jar, Path data) throws IOException {
        this(jar, data, 0);
    }

    /** @param port 0 = any free one */
    RunningDemo(Path jar, Path data, int port) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        process = new ProcessBuilder(
                        java.toString(),
                        "-jar",
                        jar.toString(),
                        "demo",
                        "--http",
                        "127.0.0.1:" + port,
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(this::read, "demo-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** The dashboard's address, once it is printed; at most a minute. */
    String url() {
        await("the demo prints its dashboard; it said " + said)
                .atMost(Duration.ofSeconds(120))
                .failFast("the demo ended", () -> !process.isAlive())
                .until(() -> url.get() != null);
        return url.get();
    }

    /** As a power cut or the kernel does it: nothing is said and nothing is put away. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = DASHBOARD.matcher(line);
                if (matcher.find()) {
                    url.set(matcher.group(1));
                }
                if (said.size() < 200) {
                    said.add(line);
                }
            }
        } catch (IOException ended) {
            said.add("output ended: " + ended.getMessage());
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
