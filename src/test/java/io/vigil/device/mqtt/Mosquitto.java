package io.vigil.device.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real Mosquitto on a free port, with persistence, to be killed and stopped at will. */
public final class Mosquitto implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/mosquitto");

    private final Path folder;
    final int port;
    private Process process;

    public Mosquitto(Path folder) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "skipped: no Mosquitto broker at " + PROGRAM);
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location %s/
                autosave_interval 1
                autosave_on_changes true
                max_queued_messages 10000
                """.formatted(port, folder));
        this.process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                PROGRAM.toString(), "-c", folder.resolve("mosquitto.conf").toString());
        if (System.getProperty("user.name").equals("root")) {
            // As root it would otherwise become the user mosquitto, who may not write here.
            Files.writeString(
                    folder.resolve("mosquitto.conf"),
                    Files.readString(folder.resolve("mosquitto.conf")).replace("\nuser root", "") + "\nuser root\n");
        }
        Process started = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (Socket probe = new Socket("127.0.0.1", port)) {
                return probe.isConnected();
            } catch (IOException notYet) {
                return false;
            }
        });
        return started;
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    /** SIGTERM: it saves its sessions. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    public void start() throws IOException {
        process = launch();
    }

    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        signal("CONT");
        process.destroyForcibly().waitFor();
    }
}
