package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bit flips in the file: the start goes on and says exactly what is gone. Five commits of one input each. */
class DamageIT {
    @TempDir
    Path temp;

    private Store open() throws Exception {
        return Store.open(temp, StoreOptions.DEFAULT, Clock.system());
    }

    @BeforeEach
    void five_blocks() throws Exception {
        try (Store store = open()) {
            append(store, started("s1")).get(10, TimeUnit.SECONDS);
            for (int seq = 2; seq <= 5; seq++) {
                append(store, spo2("s1", seq, T0 + seq * 1_000L, 90 + seq)).get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** Flips one bit of the block's payload where it lies in the file. */
    private void flip(long block) throws Exception {
        byte[] payload;
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            var rows = statement.executeQuery("SELECT payload FROM journal_block WHERE id = " + block);
            payload = rows.getBytes(1);
        }
        byte[] file = Files.readAllBytes(temp.resolve("vigil.db"));
        int at = indexOf(file, payload, Math.min(payload.length, 60));
        assertThat(at).as("the payload is in the file").isGreaterThan(0);
        file[at + 10 + new Random(block).nextInt(Math.min(payload.length, 60) - 10)] ^= 0x10;
        Files.write(temp.resolve("vigil.db"), file);
    }

    private static int indexOf(byte[] in, byte[] what, int length) {
        for (int i = 0; i + length <= in.length; i++) {
            if (java.util.Arrays.equals(in, i, i + length, what, 0, length)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void a_flipped_bit_in_the_middle_is_set_aside_with_the_exact_range() throws Exception {
        flip(3);
        try (Store store = open()) {
            assertThat(store.quarantined()).singleElement().satisfies(one -> {
                assertThat(one.block()).isEqualTo(3);
                assertThat(one.records()).isEqualTo(1);
                assertThat(one.afterMillis()).isEqualTo(T0 + 2_000);
                assertThat(one.throughMillis()).isEqualTo(T0 + 3_000);
                assertThat(one.lost()).containsExactly(new Quarantined.Lost("s1", 3, 3));
                assertThat(one.reason()).contains("checksum").contains("session s1 lacks inputs 3 to 3");
            });
            assertThat(Given.open(store).get(0)).extracting(Input::seq).containsExactly(1L, 2L, 4L, 5L);
            assertThat(append(store, spo2("s1", 6, T0 + 6_000, 97)).get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
        try (Store store = open()) {
            assertThat(store.quarantined()).as("said once").isEmpty();
            assertThat(store.inputs("s1")).hasSize(5);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var rows = connection
                        .createStatement()
                        .executeQuery("SELECT block_id, length(payload), reason FROM quarantine")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(3);
            assertThat(rows.getLong(2)).as("kept as it was found").isGreaterThan(20);
            assertThat(rows.getString(3)).contains("3 to 3");
        }
    }

    @Test
    void a_flipped_bit_in_the_last_block_leaves_an_open_end_and_its_seq_can_be_used_again() throws Exception {
        flip(5);
        try (Store store = open()) {
            assertThat(store.quarantined())
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one.lost()).containsExactly(new Quarantined.Lost("s1", 5, Long.MAX_VALUE)));
            assertThat(store.journal().lastInstantMillis()).isEqualTo(T0 + 4_000);
            assertThat(append(store, spo2("s1", 5, T0 + 7_000, 97)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(store.inputs("s1")).hasSize(5);
        }
    }

    @Test
    void a_lost_first_block_does_not_take_the_rules_with_it() throws Exception {
        List<Input> before;
        try (Store store = open()) {
            before = store.inputs("s1");
        }
        flip(1);
        try (Store store = open()) {
            assertThat(store.quarantined())
                    .singleElement()
                    .satisfies(one -> assertThat(one.lost()).isEmpty());
            assertThat(Given.open(store)).containsExactly(before);
            assertThat(before.get(0).what()).isInstanceOf(Happening.Started.class);
        }
    }
}
