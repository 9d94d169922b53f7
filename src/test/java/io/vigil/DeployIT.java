package io.vigil;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in deploy/, given to the programs it is for. */
class DeployIT {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void systemdUnderstandsTheUnit() throws Exception {
        assumeTrue(installed("systemd-analyze"), "systemd-analyze is not installed");

        Ran verified = run(
                "systemd-analyze",
                "verify",
                "--man=no",
                "--recursive-errors=no",
                DEPLOY.resolve("vigil.service").toString());

        // Where Java lies is the machine's affair.
        assertThat(verified.output()
                        .lines()
                        .filter(line -> line.contains("vigil.service"))
                        .filter(line -> !line.contains("is not executable")))
                .isEmpty();
    }

    @Test
    void systemdJudgesTheUnitWellShut() throws Exception {
        assumeTrue(installed("systemd-analyze"), "systemd-analyze is not installed");

        Ran judged = run(
                "systemd-analyze",
                "security",
                "--offline=yes",
                "--threshold=25",
                DEPLOY.resolve("vigil.service").toString());

        assertThat(judged.code()).as(judged.output()).isZero();
    }

    @Test
    void udevUnderstandsTheRules() throws Exception {
        assumeTrue(
                installed("udevadm")
                        && !run("udevadm", "verify", "--help").output().contains("Unknown command"),
                "this machine's udevadm has no verify");

        Ran verified = run("udevadm", "verify", DEPLOY.resolve("99-vigil.rules").toString());

        assertThat(verified.code()).as(verified.output()).isZero();
    }

    @Test
    void bashUnderstandsTheBuildScript() throws Exception {
        assertThat(run("bash", "-n", Path.of(".ci/run").toAbsolutePath().toString()))
                .isEqualTo(new Ran(0, ""));
        assertThat(Files.isExecutable(Path.of(".ci/run"))).isTrue();
    }

    @Test
    void theBrokerKeepsEachDeviceToItsOwnTopic() throws Exception {
        assumeTrue(installed("mosquitto") && installed("mosquitto_passwd"), "mosquitto is not installed");
        int port = freePort();
        Process broker = new ProcessBuilder("mosquitto", "-c", brokerFiles(port).toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(10))
                    .ignoreExceptions()
                    .untilAsserted(() -> client(port, "vigil").disconnect());
            Assertions.assertThatThrownBy(() -> client(port, "")).isInstanceOf(MqttException.class);

            List<String> heard = new CopyOnWriteArrayList<>();
            MqttClient vigil = client(port, "vigil");
            vigil.subscribe("vigil/+/+/reading", 1, (topic, message) -> heard.add(topic));
            vigil.subscribe("vigil/+/alarm/#", 1, (topic, message) -> heard.add(topic));
            MqttClient oximeter = client(port, "ox-1");
            oximeter.publish("vigil/clinic/ox-2/reading", "{}".getBytes(UTF_8), 1, false);
            oximeter.publish("vigil/clinic/alarm/s1", "{}".getBytes(UTF_8), 1, false);
            oximeter.publish("vigil/clinic/ox-1/reading", "{}".getBytes(UTF_8), 1, false);

            await().atMost(Duration.ofSeconds(10)).until(() -> heard.contains("vigil/clinic/ox-1/reading"));
            // The broker passes on in order: what it let through before would be here.
            assertThat(heard).containsExactly("vigil/clinic/ox-1/reading");
            oximeter.disconnect();
            vigil.disconnect();
        } finally {
            broker.destroy();
            assertThat(broker.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The files as shipped, with the container's folders and port changed to the test's. */
    private Path brokerFiles(int port) throws Exception {
        String config = Files.readString(DEPLOY.resolve("mosquitto.conf"))
                .replace("listener 1883", "listener " + port + " 127.0.0.1")
                .replace("/mosquitto/config/", folder + "/")
                .replace("/mosquitto/data/", folder + "/");
        String owner = System.getProperty("user.name");
        Path file = Files.writeString(folder.resolve("mosquitto.conf"), config + "user " + owner + "\n");
        Path acl = Files.copy(DEPLOY.resolve("mosquitto.acl"), folder.resolve("mosquitto.acl"));
        Files.setPosixFilePermissions(acl, PosixFilePermissions.fromString("rw-------"));
        String passwords = folder.resolve("mosquitto.passwd").toString();
        assertThat(run("mosquitto_passwd", "-b", "-c", passwords, "vigil", "constructed")
                        .code())
                .isZero();
        assertThat(run("mosquitto_passwd", "-b", passwords, "ox-1", "constructed")
                        .code())
                .isZero();
        return file;
    }

    private static MqttClient client(int port, String user) throws MqttException {
        var client = new MqttClient("tcp://127.0.0.1:" + port, "test-" + user, new MemoryPersistence());
        var options = new MqttConnectOptions();
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword("constructed".toCharArray());
        }
        client.connect(options);
        return client;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private record Ran(int code, String output) {}

    private static Ran run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), output);
    }

    private static boolean installed(String program) throws Exception {
        return run("sh", "-c", "command -v " + program).code() == 0;
    }
}
