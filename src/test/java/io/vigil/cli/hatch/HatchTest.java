package io.vigil.cli.hatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HatchTest {
    private static final Account ANN = new Account("ann", "nurse", "slow(secret)", false);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Store store;

    @SuppressWarnings("NullAway.Init")
    private Hatch hatch;

    @BeforeEach
    void theServiceRuns() throws IOException {
        store = Store.open(folder.resolve("data"), StoreOptions.DEFAULT, Clock.system());
        hatch = Hatch.open(folder.resolve("data"), store.accounts(), () -> Map.of("ehr", "refused with 403"));
    }

    @AfterEach
    void stops() throws IOException {
        hatch.close();
        store.close();
    }

    @Test
    void whatIsSavedThroughTheSocketIsInTheServicesOwnStore() throws IOException {
        try (HatchCall call = call()) {
            call.save(ANN);
            call.saveToken("0a0b", "ann", "tablet", 42);

            assertThat(call.account("ann")).contains(ANN);
            assertThat(call.account("nobody")).isEmpty();
            assertThat(call.accounts()).containsExactly(ANN);
            assertThat(call.userOfToken("0a0b")).contains("ann");
            assertThat(call.userOfToken("ffff")).isEmpty();
        }
        Accounts own = store.accounts();
        assertThat(own.account("ann")).contains(ANN);
        assertThat(own.userOfToken("0a0b")).contains("ann");
    }

    @Test
    void theServiceSaysWhatIsWrongWithIt() throws IOException {
        try (HatchCall call = call()) {
            assertThat(call.problems()).containsExactly(Map.entry("ehr", "refused with 403"));
        }
    }

    @Test
    void onlyTheOwnerCanOpenTheSocket() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("data").resolve(Hatch.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSocketLeftByAKilledServiceIsNoServiceAndIsReplacedByTheNext() throws IOException {
        Path left = folder.resolve("left");
        Files.createDirectories(left);
        Files.createFile(left.resolve(Hatch.FILE));

        assertThat(HatchCall.to(left)).isEmpty();
        try (Hatch next = Hatch.open(left, store.accounts(), Map::of);
                HatchCall call = HatchCall.to(left).orElseThrow()) {
            assertThat(call.problems()).isEmpty();
        }
        assertThat(left.resolve(Hatch.FILE)).doesNotExist();
    }

    @Test
    void nonsenseIsRefusedAndTheLineGoesOn() throws IOException {
        assertThat(say("not json\n{\"ask\":\"dance\"}\n{\"ask\":\"accounts\"}\n", 3))
                .containsExactly(
                        "{\"refused\":\"not JSON\"}",
                        "{\"refused\":\"the service does not know this question; is it of another version?\"}",
                        "{\"accounts\":[]}");
    }

    @Test
    void aCallerThatNeverEndsItsLineIsCutOffAndTheNextIsServed() throws IOException {
        try (SocketChannel endless = open()) {
            byte[] much = "x".repeat(Wire.LONGEST_LINE + 10).getBytes(StandardCharsets.US_ASCII);
            assertThatThrownBy(() -> {
                        while (true) {
                            endless.write(java.nio.ByteBuffer.wrap(much));
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        try (HatchCall call = call()) {
            assertThat(call.accounts()).isEmpty();
        }
    }

    @Test
    void aFolderWithAPathTooLongForASocketIsSaid() {
        Path deep = folder.resolve("d".repeat(120));
        assertThatThrownBy(() -> Hatch.open(deep, store.accounts(), Map::of))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("use a shorter data folder");
    }

    private HatchCall call() {
        return HatchCall.to(folder.resolve("data")).orElseThrow();
    }

    private SocketChannel open() throws IOException {
        return SocketChannel.open(
                UnixDomainSocketAddress.of(folder.resolve("data").resolve(Hatch.FILE)));
    }

    private java.util.List<String> say(String text, int answers) throws IOException {
        try (SocketChannel channel = open()) {
            channel.write(java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            java.util.List<String> heard = new java.util.ArrayList<>();
            for (int i = 0; i < answers; i++) {
                heard.add(lines.readLine());
            }
            return heard;
        }
    }
}
