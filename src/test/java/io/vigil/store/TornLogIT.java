package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Input;
import io.vigil.store.pages.WalFrames;
import io.vigil.time.Clock;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a write-ahead log: what a power loss left half written is no damage, a spoilt commit is. */
class TornLogIT {
    private static final int INPUTS = 6;

    @TempDir
    Path temp;

    private Path folder;
    /** Where each commit's last frame ends, in the order of the commits. */
    private final List<Long> commits = new ArrayList<>();

    /** The folder as a kill leaves it: one commit an input. */
    @BeforeEach
    void killed() throws Exception {
        Path running = temp.resolve("running");
        folder = Files.createDirectory(temp.resolve("killed"));
        try (Store store = Store.open(running, StoreOptions.DEFAULT.withTrim(3_600_000), Clock.system())) {
            append(store, started("s1")).get(10, TimeUnit.SECONDS);
            for (int seq = 2; seq <= INPUTS; seq++) {
                append(store, spo2("s1", seq, T0 + seq * 1_000L, 90 + seq)).get(10, TimeUnit.SECONDS);
            }
            for (String name : List.of("vigil.db", "vigil.db-shm", "vigil.db-wal")) {
                Files.copy(running.resolve(name), folder.resolve(name));
            }
        }
        try (FileChannel log = FileChannel.open(log())) {
            new WalFrames(log, 4096).each(frame -> {
                assertThat(frame.whole()).isTrue();
                if (frame.commit()) {
                    commits.add(frame.end());
                }
            });
        }
        assertThat(commits).hasSizeGreaterThanOrEqualTo(INPUTS);
    }

    private Path log() {
        return folder.resolve("vigil.db-wal");
    }

    private void powerLost() throws Exception {
        Files.delete(folder.resolve("vigil.db-shm"));
    }

    /** @param fromEnd 1: the last commit */
    private long end(int fromEnd) {
        return commits.get(commits.size() - fromEnd);
    }

    /** A bit of the page that is the last of a commit. */
    private void flip(int fromEnd) throws Exception {
        try (var bytes = new RandomAccessFile(log().toFile(), "rw")) {
            bytes.seek(end(fromEnd) - 2_000);
            int old = bytes.read();
            bytes.seek(end(fromEnd) - 2_000);
            bytes.write(old ^ 4);
        }
    }

    private record Found(boolean damage, int inputs) {}

    private Found open() throws Exception {
        try (Store store = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
            List<Input> there = store.inputs("s1");
            assertThat(there.stream().map(Input::seq))
                    .startsWith(1L, 2L)
                    .isSorted()
                    .doesNotHaveDuplicates();
            return new Found(!store.health().warning().isEmpty(), there.size());
        }
    }

    @Test
    void a_log_as_a_kill_leaves_it_is_whole() throws Exception {
        assertThat(open()).isEqualTo(new Found(false, INPUTS));
    }

    @Test
    void a_last_commit_spoilt_after_a_kill_is_damage_for_the_index_knows_it() throws Exception {
        flip(1);
        assertThat(open().damage).isTrue();
    }

    @Test
    void a_log_cut_at_a_commit_after_a_kill_is_damage_for_the_index_knows_it() throws Exception {
        try (FileChannel log = FileChannel.open(log(), java.nio.file.StandardOpenOption.WRITE)) {
            log.truncate(end(2));
        }
        assertThat(open().damage).isTrue();
    }

    @Test
    void a_last_transaction_half_written_when_the_power_went_is_left_out() throws Exception {
        powerLost();
        flip(1);
        Found found = open();
        assertThat(found.damage).isFalse();
        assertThat(found.inputs).as("all but the last").isBetween(INPUTS - 1, INPUTS);
    }

    @Test
    void a_commit_before_the_last_was_whole_once_also_when_the_power_went() throws Exception {
        powerLost();
        flip(2);
        assertThat(open().damage).isTrue();
    }

    @Test
    void what_a_kill_left_of_a_transaction_nobody_was_told_of_is_no_damage() throws Exception {
        byte[] half = new byte[4120 * 2];
        try (var bytes = new RandomAccessFile(log().toFile(), "rw")) {
            bytes.seek(end(1) - 4120);
            bytes.readFully(half, 0, 4120);
            System.arraycopy(half, 0, half, 4120, 4120);
            java.util.Arrays.fill(half, 4, 8, (byte) 0); // the first of the two ends no transaction
            bytes.seek(end(1));
            bytes.write(half);
        }
        assertThat(open()).as("with the index").isEqualTo(new Found(false, INPUTS));
    }

    @Test
    void an_index_of_another_log_says_nothing() throws Exception {
        byte[] index = Files.readAllBytes(folder.resolve("vigil.db-shm"));
        index[32] ^= 1;
        index[32 + 48] ^= 1;
        Files.write(folder.resolve("vigil.db-shm"), index);
        flip(1);
        assertThat(open().damage).isFalse();
    }
}
