package io.vigil.cli.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vigil.time.LeapingClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The certificates are judged by the JDK's own TLS, not by the library that made them. */
class PkiCommandTest {
    private static final long DAY = 86_400_000L;

    @TempDir
    Path folder;

    private final LeapingClock clock =
            new LeapingClock(Instant.now().truncatedTo(ChronoUnit.SECONDS).toEpochMilli());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aServerAndADeviceOfOneAuthorityMeetByMutualTls() throws Exception {
        assertThat(pki("init", "--site", "north")).isZero();
        assertThat(pki("server", "localhost", "--also", "127.0.0.1")).isZero();
        assertThat(pki("device", "ox-1")).isZero();
        assertThat(met("localhost", "localhost", "ox-1")).isEqualTo("CN=ox-1");
        assertThat(met("127.0.0.1", "localhost", "ox-1")).isEqualTo("CN=ox-1");
    }

    @Test
    void anotherNameAServersCertificateAsADeviceAndAStrangerAreRefused() throws Exception {
        pki("init");
        pki("server", "vigil.clinic.example");
        pki("server", "localhost");
        pki("device", "ox-1");
        assertThatThrownBy(() -> met("localhost", "vigil.clinic.example", "ox-1"))
                .hasRootCauseInstanceOf(java.security.cert.CertificateException.class);
        assertThatThrownBy(() -> met("localhost", "localhost", "localhost"))
                .as("a server's certificate is not for a client")
                .hasRootCauseInstanceOf(SSLHandshakeException.class);
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(line("init", "--folder", elsewhere.toString())).isZero();
        assertThat(line("device", "stranger", "--folder", elsewhere.toString())).isZero();
        Files.copy(elsewhere.resolve("stranger.pem"), folder.resolve("stranger.pem"));
        Files.copy(elsewhere.resolve("stranger.key"), folder.resolve("stranger.key"));
        assertThatThrownBy(() -> met("localhost", "localhost", "stranger"))
                .hasRootCauseInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void keysAreForTheirOwnerAlone() throws IOException {
        pki("init");
        pki("server", "localhost");
        for (String key : new String[] {"ca.key", "localhost.key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))))
                    .isEqualTo("rw-------");
        }
        assertThat(out.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        pki("init");
        assertThat(pki("init")).isEqualTo(1);
        assertThat(err.toString()).contains("already").contains("--folder");
        pki("server", "localhost");
        String first = Files.readString(folder.resolve("localhost.pem"));
        assertThat(pki("server", "localhost")).isEqualTo(1);
        assertThat(err.toString()).contains("--replace");
        assertThat(folder.resolve("localhost.pem")).hasContent(first);
        assertThat(pki("server", "localhost", "--replace")).isZero();
        assertThat(Files.readString(folder.resolve("localhost.pem"))).isNotEqualTo(first);
    }

    @Test
    void theListSaysWhatEndsNextAndWhatIsOver() {
        pki("init");
        pki("server", "localhost", "--days", "100");
        pki("device", "ox-1", "--days", "30");
        out.getBuffer().setLength(0);
        assertThat(pki("list")).isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("ox-1\t").endsWith("\t30 days\trenew it with --replace"),
                        line -> assertThat(line).startsWith("localhost\t").endsWith("\t100 days"),
                        line -> assertThat(line).startsWith("ca\t").endsWith("\t3650 days"));
        clock.leap(31 * DAY);
        out.getBuffer().setLength(0);
        pki("list");
        assertThat(out.toString().lines().findFirst().orElse("")).endsWith("EXPIRED");
    }

    @Test
    void wrongWordsAreAnsweredWithTheMend() {
        assertThat(pki("server", "localhost")).isEqualTo(1);
        assertThat(err.toString()).contains("`pki init` makes one");
        pki("init");
        assertThat(pki("server", "a b")).isEqualTo(1);
        assertThat(pki("device", "../ca")).isEqualTo(1);
        assertThat(pki("device", "ca")).isEqualTo(1);
        assertThat(pki("server", "localhost", "--days", "3650")).isEqualTo(1);
        assertThat(err.toString())
                .contains("neither a host name")
                .contains("cannot be a file's name")
                .contains("825");
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith("localhost.key"));
    }

    /** The subject by which the server knew its client. */
    private String met(String host, String server, String device) throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer(new HttpServerOptions()
                            .setSsl(true)
                            .setKeyCertOptions(pair(server))
                            .setTrustOptions(new PemTrustOptions().addCertPath(file("ca.pem")))
                            .setClientAuth(ClientAuth.REQUIRED))
                    .requestHandler(request -> request.response().end(subject(request.connection())))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .actualPort();
            // Held until the answer is there: Vert.x closes a client that nobody refers to.
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setSsl(true)
                    .setVerifyHost(true)
                    .setKeyCertOptions(pair(device))
                    .setTrustOptions(new PemTrustOptions().addCertPath(file("ca.pem"))));
            String subject = client.request(HttpMethod.GET, port, host, "/")
                    .compose(request -> request.send())
                    .compose(HttpClientResponse::body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .toString();
            client.close();
            return subject;
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static String subject(io.vertx.core.http.HttpConnection connection) {
        try {
            byte[] der = connection.peerCertificates().get(0).getEncoded();
            return ((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new java.io.ByteArrayInputStream(der)))
                    .getSubjectX500Principal()
                    .getName();
        } catch (Exception unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private PemKeyCertOptions pair(String name) {
        return new PemKeyCertOptions().addCertPath(file(name + ".pem")).addKeyPath(file(name + ".key"));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private int pki(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--folder";
        all[args.length + 1] = folder.toString();
        return line(all);
    }

    private int line(String... args) {
        return new CommandLine(new PkiCommand(clock))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }
}
