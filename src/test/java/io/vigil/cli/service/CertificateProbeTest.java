package io.vigil.cli.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.cli.pki.PkiCommand;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Problem;
import io.vigil.config.VigilConfig;
import io.vigil.time.LeapingClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CertificateProbeTest {
    private static final long DAY = 86_400_000L;

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock(Instant.now().toEpochMilli());

    @BeforeEach
    void certificates() {
        pki("init");
        pki("server", "station", "--days", "100");
        pki("device", "other");
    }

    @Test
    void aGoodPairIsNoProblem() throws IOException {
        assertThat(problems("station.pem", "station.key")).isEmpty();
    }

    @Test
    void theKeyOfAnotherCertificateIsTold() throws IOException {
        assertThat(problems("station.pem", "other.key"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains(":2:")
                        .contains("other.key is not the key of")
                        .doesNotContain("PRIVATE"));
    }

    @Test
    void whatEndsSoonAndWhatIsOverIsTold() throws IOException {
        clock.leap(87 * DAY);
        assertThat(problems("station.pem", "station.key").toString()).contains("station.pem expires at");
        clock.leap(14 * DAY);
        assertThat(problems("station.pem", "station.key").toString()).contains("station.pem expired at");
    }

    @Test
    void aClockThatIsWrongIsSuspected() throws IOException {
        clock.leap(-2 * DAY);
        assertThat(problems("station.pem", "station.key").toString()).contains("is this machine's clock right?");
    }

    @Test
    void whatIsNoCertificateAndWhatIsNoKeyIsTold() throws IOException {
        Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        assertThat(problems("empty.pem", "station.key").toString()).contains("holds no certificate");
        assertThat(problems("station.pem", "empty.pem").toString()).contains("BEGIN PRIVATE KEY");
    }

    private List<Problem> problems(String certificate, String key) throws IOException {
        Path file = folder.resolve("vigil.yaml");
        Files.writeString(file, "http:\n  tls: {certificate: %s, key: %s}\n".formatted(certificate, key));
        Outcome<VigilConfig> outcome = new ConfigReader(Map.of(), Set.of()).read(file);
        assertThat(outcome).isInstanceOf(Outcome.Read.class);
        return new CertificateProbe(clock).problems(((Outcome.Read<VigilConfig>) outcome).value());
    }

    private void pki(String... args) {
        String[] all = java.util.Arrays.copyOf(args, args.length + 2);
        all[args.length] = "--folder";
        all[args.length + 1] = folder.toString();
        assertThat(new CommandLine(new PkiCommand(clock))
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute(all))
                .isZero();
    }
}
