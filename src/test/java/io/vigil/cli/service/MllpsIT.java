package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.cli.pki.Pem;
import io.vigil.cli.service.TlsSockets.Identity;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import io.vigil.device.mqtt.TestAuthority;
import io.vigil.fhir.EntriesOf;
import io.vigil.fhir.hl7.Receiver;
import io.vigil.session.ChartEntry;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The outbox over {@code mllps://} as configured: to a receiver that proves who it is, and only to that one; each of its
 * answers means the same as in the clear.
 */
class MllpsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path authorities;

    private static TestAuthority clinic;
    private static TestAuthority stranger;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<AutoCloseable> open = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before each
    private Store store;

    @BeforeAll
    static void authorities() throws Exception {
        clinic = new TestAuthority(authorities.resolve("clinic"))
                .sign("receiver", "serverAuth")
                .sign("neighbour", "serverAuth", "dns:neighbour.example")
                .sign("vigil", "clientAuth");
        stranger = new TestAuthority(authorities.resolve("stranger"))
                .sign("receiver", "serverAuth")
                .sign("vigil", "clientAuth");
    }

    @BeforeEach
    void open() throws Exception {
        store = Store.open(folder.resolve("data"), StoreOptions.DEFAULT, Clock.system());
        List<ChartEntry> entries =
                List.of(EntriesOf.spo2("s-1", 1, 91), EntriesOf.spo2("s-1", 2, 92), EntriesOf.spo2("s-1", 3, 93));
        store.journal().note("s-1", EntriesOf.AT, List.of(), entries);
        await().atMost(SOON).until(() -> store.outbox().backlog().pending() == 3);
    }

    @AfterEach
    void close() throws Exception {
        for (int last = open.size() - 1; last >= 0; last--) {
            open.get(last).close();
        }
        store.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** @param server whose certificate is shown; @param clients whose signature is asked of us */
    private Receiver receiver(Identity server, TestAuthority clients) throws Exception {
        SSLContext tls = SSLContext.getInstance("TLS");
        KeyStore own = store();
        own.setKeyEntry(
                "own",
                Pem.key(server.key()),
                new char[0],
                Pem.certificates(server.certificate()).toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore known = store();
        known.setCertificateEntry("ca", Pem.certificates(clients.certificate()).get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(true);
        Receiver receiver = new Receiver(socket);
        open.add(receiver);
        return receiver;
    }

    private static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static Identity of(TestAuthority authority, String name) {
        return new Identity(authority.file(name, "pem"), authority.file(name, "key"));
    }

    /** Sends as a configuration with these words in its section {@code tls} would. */
    private Chart chart(String host, int port, String tls) throws Exception {
        String text = """
                ehr:
                  url: mllps://%s:%d
                  profile: hl7v2
                  test: true
                  timeout_s: 1
                  tls: {%s}
                """.formatted(host, port, tls);
        Path file = Files.writeString(folder.resolve("vigil.yaml"), text);
        if (new ConfigReader(Map.of(), Set.of()).read(file) instanceof Outcome.Read<VigilConfig> read) {
            VigilConfig config = read.value();
            Chart chart = new Chart(
                    vertx, Clock.system(), store.outbox(), config.ehr().orElseThrow(), Chart.mapper(config));
            open.add(chart);
            return chart;
        }
        throw new AssertionError(new ConfigReader(Map.of(), Set.of()).read(file));
    }

    private static String ours(TestAuthority trusted, TestAuthority signer) {
        return "ca: %s, certificate: %s, key: %s"
                .formatted(trusted.certificate(), signer.file("vigil", "pem"), signer.file("vigil", "key"));
    }

    private List<Row> rows() {
        return store.outbox().ofSession("s-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void aReceiverThatProvesItselfGetsEverythingOverOneConnection(String host) throws Exception {
        Receiver receiver = receiver(of(clinic, "receiver"), clinic);
        chart(host, receiver.port(), ours(clinic, clinic));
        await().atMost(SOON).until(() -> store.outbox().backlog().delivered() == 3);
        assertThat(receiver.values()).containsExactly("91", "92", "93");
        assertThat(receiver.connections()).isEqualTo(1);
    }

    @Test
    void errorsComeAgainAndRejectionsAreSetAsideInTheReceiversWords() throws Exception {
        Receiver receiver = receiver(of(clinic, "receiver"), clinic);
        receiver.next("ERROR", "NONE", "REJECT", "CLOSE_AFTER_TAKING");
        Chart chart = chart("localhost", receiver.port(), ours(clinic, clinic));
        await().atMost(SOON).until(() -> store.outbox().backlog().pending() == 0);
        assertThat(rows()).extracting(Row::state).containsExactly(State.DELIVERED, State.QUARANTINED, State.DELIVERED);
        assertThat(rows().get(0).attempts()).as("AE, then AA").isEqualTo(2);
        assertThat(rows().get(1).reason()).startsWith("AR: ").contains("unknown patient | MRN");
        assertThat(rows().get(2).attempts())
                .as("no answer, then the same message again")
                .isEqualTo(2);
        assertThat(receiver.values()).containsExactly("91", "93");
        store.outbox().retryNow(rows().get(1).id());
        chart.delivery().resume();
        await().atMost(SOON).until(() -> store.outbox().backlog().delivered() == 3);
        assertThat(receiver.values()).containsExactly("91", "93", "92");
    }

    @Test
    void aReceiverOfAnotherAuthorityIsRefused() throws Exception {
        Receiver receiver = receiver(of(stranger, "receiver"), clinic);
        chart("localhost", receiver.port(), ours(clinic, clinic));
        staysWith("PKIX path");
        assertThat(receiver.values()).isEmpty();
    }

    @Test
    void withoutAnAuthorityNamedTheMachinesOwnRefuseIt() throws Exception {
        Receiver receiver = receiver(of(clinic, "receiver"), clinic);
        chart("localhost", receiver.port(), "");
        staysWith("PKIX path");
        assertThat(receiver.values()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherMachineIsRefused() throws Exception {
        Receiver receiver = receiver(of(clinic, "neighbour"), clinic);
        chart("localhost", receiver.port(), ours(clinic, clinic));
        staysWith("localhost");
        assertThat(receiver.values()).isEmpty();
    }

    @Test
    void whomTheReceiverDoesNotKnowItRefuses() throws Exception {
        Receiver receiver = receiver(of(clinic, "receiver"), clinic);
        chart("localhost", receiver.port(), ours(clinic, stranger));
        staysWith("the receiver may want another certificate of ours");
        assertThat(receiver.values()).isEmpty();
    }

    @Test
    void aPortThatTakesTheConnectionAndSaysNothingHoldsTheLaneNoLongerThanAnyOther() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            chart("localhost", mute.getLocalPort(), ours(clinic, clinic));
            await().atMost(SOON).until(() -> rows().get(0).attempts() > 1);
            assertThat(rows().get(0).reason()).containsIgnoringCase("timed out");
        }
    }

    private void staysWith(String reason) {
        await().atMost(SOON).until(() -> rows().get(0).attempts() > 0);
        assertThat(rows()).extracting(Row::state).containsOnly(State.PENDING);
        assertThat(rows().get(0).reason()).contains(reason);
    }
}
