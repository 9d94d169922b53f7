package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.store.file.Database;
import io.vigil.store.wave.WaveTails.Block;
import io.vigil.time.Clock;
import io.vigil.vital.Waveform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavesIT {
    private static final int PER_SECOND = 75;
    /** Of late: a wave that ended long ago would be a block at once. */
    private static final long T0 = Clock.system().wallMillis() - 100_000;

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Store open() throws Exception {
        return Store.open(folder, StoreOptions.DEFAULT, Clock.system());
    }

    /** A second's samples count on from the last, so that each is known by its value. */
    private static Waveform second(int number) {
        List<Integer> samples = new ArrayList<>();
        for (int i = 0; i < PER_SECOND; i++) {
            samples.add(number * PER_SECOND + i);
        }
        return new Waveform("ox-1", "pleth", PER_SECOND, T0 + number * 1000L, samples);
    }

    private static List<Integer> samples(List<Waveform> waves) {
        return waves.stream().flatMap(wave -> wave.samples().stream()).toList();
    }

    @Test
    void what_came_is_read_back_in_order_whether_it_is_in_a_block_or_not_yet() throws Exception {
        try (Store store = open()) {
            for (int second = 0; second < 100; second++) {
                store.waves().wave("s1", second(second));
            }
            await().atMost(LONG).until(() -> store.waves().keptSamples() == 90 * PER_SECOND);
            List<Waveform> all = store.waves().waveforms("s1", "pleth", T0, T0 + 100_000, 1 << 20);
            assertThat(samples(all)).hasSize(100 * PER_SECOND).isSorted();
            List<Waveform> part = store.waves().waveforms("s1", "", T0 + 29_000, T0 + 31_000, 1 << 20);
            assertThat(samples(part)).hasSize(2 * PER_SECOND).startsWith(29 * PER_SECOND);
            assertThat(part.get(0).firstMillis()).isEqualTo(T0 + 29_000);
            assertThat(store.waves().waveforms("s2", "", T0, T0 + 100_000, 1 << 20))
                    .isEmpty();
            assertThat(store.waves().waveforms("s1", "ecg", T0, T0 + 100_000, 1 << 20))
                    .isEmpty();
        }
        try (Store again = open()) {
            assertThat(samples(again.waves().waveforms("s1", "pleth", T0, T0 + 100_000, 1 << 20)))
                    .as("a clean stop loses nothing")
                    .hasSize(100 * PER_SECOND)
                    .isSorted();
        }
    }

    @Test
    void the_oldest_go_first_by_age_and_by_bytes() throws Exception {
        try (Store store = open();
                var connection = Database.in(folder).write()) {
            store.waves().close();
            WaveRows rows = new WaveRows(100_000, 1 << 20);
            List<Block> blocks = new ArrayList<>();
            for (int second = 0; second < 100; second++) {
                blocks.add(new Block("s1", second(second)));
            }
            long bytes = rows.insert(connection, blocks);
            long old = rows.trim(connection, bytes, T0 + 150_000);
            assertThat(samples(store.waves().waveforms("s1", "", T0, T0 + 100_000, 1 << 20)))
                    .startsWith(49 * PER_SECOND)
                    .hasSize(51 * PER_SECOND);
            long half = (bytes - old) / 2;
            long more = new WaveRows(1_000_000, half).trim(connection, bytes - old, T0 + 150_000);
            assertThat(bytes - old - more).isBetween(half - 100, half);
            assertThat(new WaveRows(1_000_000, half).trim(connection, bytes - old - more, T0 + 150_000))
                    .isZero();
        }
    }

    @Test
    void a_block_that_is_damaged_is_left_out() throws Exception {
        try (Store store = open();
                var connection = Database.in(folder).write()) {
            WaveRows.DEFAULT.insert(connection, List.of(new Block("s1", second(1)), new Block("s1", second(2))));
            connection.createStatement().execute("UPDATE waveform SET t_first = t_first + 1 WHERE id = 1");
            assertThat(samples(store.waves().waveforms("s1", "", T0, T0 + 100_000, 1 << 20)))
                    .startsWith(2 * PER_SECOND)
                    .hasSize(PER_SECOND);
        }
    }

    @Test
    void a_database_made_again_after_damage_still_has_them() throws Exception {
        try (Store store = open()) {
            for (int second = 0; second < 40; second++) {
                store.waves().wave("s1", second(second));
            }
        }
        try (var connection = Database.in(folder).write();
                var root = connection
                        .createStatement()
                        .executeQuery("SELECT rootpage FROM sqlite_master WHERE name = 'alarm_event'");
                var file =
                        new java.io.RandomAccessFile(folder.resolve("vigil.db").toFile(), "rw")) {
            file.seek((root.getLong(1) - 1) * 4096);
            file.write(new byte[] {99, 99, 99, 99});
        }
        try (Store store = open()) {
            assertThat(store.health().warning()).contains("damaged");
            assertThat(samples(store.waves().waveforms("s1", "", T0, T0 + 100_000, 1 << 20)))
                    .hasSize(40 * PER_SECOND)
                    .isSorted();
        }
    }
}
