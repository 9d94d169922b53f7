package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vigil.cli.service.TlsSockets.Identity;
import io.vigil.device.DevicePort;
import io.vigil.device.LinkReport;
import io.vigil.device.mqtt.TestAuthority;
import io.vigil.device.mqtt.broker.BrokerSettings;
import io.vigil.device.mqtt.broker.MqttLink;
import io.vigil.device.mqtt.broker.PahoLink;
import io.vigil.device.mqtt.endpoint.EndpointSettings;
import io.vigil.device.mqtt.endpoint.MqttEndpoint;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who shows a certificate of the clinic's authority is let in, at a real Mosquitto and at the endpoint inside. */
class TlsLinksIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Path MOSQUITTO = Path.of("/usr/sbin/mosquitto");

    @TempDir
    private static Path folder;

    private static TestAuthority clinic;
    private static TestAuthority stranger;

    @BeforeAll
    static void authorities() throws Exception {
        clinic = new TestAuthority(folder.resolve("clinic"))
                .sign("broker", "serverAuth")
                .sign("vigil", "clientAuth");
        stranger = new TestAuthority(folder.resolve("stranger")).sign("vigil", "clientAuth");
    }

    private static Identity identity(TestAuthority of) {
        return new Identity(of.file("vigil", "pem"), of.file("vigil", "key"));
    }

    private static MqttLink link(int version, int port, Optional<Identity> identity, TestAuthority trusted) {
        BrokerSettings settings = BrokerSettings.of("tls", "ssl://127.0.0.1:" + port, "vigil-tls", "s1")
                .withCredentials("", "", TlsSockets.of(Optional.of(trusted.certificate()), identity));
        MqttLink link = version == 5
                ? PahoLink.v5(settings, Map.of(), new Nobody(), Clock.system())
                : PahoLink.v3(settings, Map.of(), new Nobody(), Clock.system());
        link.start();
        return link;
    }

    private static void judge(int version, int port) {
        try (MqttLink ours = link(version, port, Optional.of(identity(clinic)), clinic)) {
            await().atMost(SOON).until(() -> ours.status().connected());
        }
        for (Optional<Identity> other : List.of(Optional.<Identity>empty(), Optional.of(identity(stranger)))) {
            try (MqttLink refused = link(version, port, other, clinic)) {
                await().atMost(SOON).until(() -> refused.status().reason().startsWith("Not connected to the broker"));
                assertThat(refused.status().connects()).isZero();
            }
        }
        try (MqttLink distrusting = link(version, port, Optional.of(identity(clinic)), stranger)) {
            await().atMost(SOON).until(() -> distrusting.status().reason().startsWith("Not connected to the broker"));
            assertThat(distrusting.status().connects()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void mosquittoLetsInWhomTheAuthoritySigned(int version) throws Exception {
        assumeTrue(Files.isExecutable(MOSQUITTO), "skipped: no Mosquitto broker at " + MOSQUITTO);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = folder.resolve("mosquitto-" + version + ".conf");
        Files.writeString(config, """
                listener %d 127.0.0.1
                allow_anonymous true
                cafile %s
                certfile %s
                keyfile %s
                require_certificate true
                %s
                """.formatted(
                        port,
                        clinic.certificate(),
                        clinic.file("broker", "pem"),
                        clinic.file("broker", "key"),
                        System.getProperty("user.name").equals("root") ? "user root" : ""));
        Process broker = new ProcessBuilder(MOSQUITTO.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("mosquitto.log").toFile())
                .start();
        try {
            judge(version, port);
        } finally {
            broker.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void theEndpointInsideLetsInWhomTheAuthoritySigned(int version) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            EndpointSettings settings = EndpointSettings.of(
                            "another-site",
                            "127.0.0.1",
                            0,
                            new PemKeyCertOptions()
                                    .addCertPath(clinic.file("broker", "pem").toString())
                                    .addKeyPath(clinic.file("broker", "key").toString()))
                    .trusting(new PemTrustOptions()
                            .addCertPath(clinic.certificate().toString()));
            MqttEndpoint endpoint =
                    new MqttEndpoint(vertx, settings, Map.of(), Optional.empty(), new Nobody(), Clock.system());
            int port =
                    endpoint.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            judge(version, port);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aFileThatIsNoKeyIsNamedWithTheMend() throws IOException {
        Path noKey = Files.writeString(folder.resolve("no.key"), "hello");
        assertThatThrownBy(() ->
                        TlsSockets.of(Optional.empty(), Optional.of(new Identity(clinic.file("vigil", "pem"), noKey))))
                .hasMessageContaining("no.key")
                .hasMessageContaining("mend 'tls'")
                .hasRootCauseMessage(
                        noKey + " holds no unencrypted PKCS 8 key; 'openssl pkcs8 -topk8 -nocrypt' makes one");
    }

    /** These links carry no reading. */
    private static final class Nobody implements DevicePort {
        @Override
        public void frame(Frame frame, Consumer<Boolean> durable) {
            durable.accept(true);
        }

        @Override
        public void link(LinkReport report) {}
    }
}
