package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.session.Input;
import io.vigil.store.beside.Backups;
import io.vigil.store.beside.Beside;
import io.vigil.store.file.FolderInUse;
import io.vigil.store.file.NewerDatabase;
import io.vigil.time.Clock;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups beside a store that has the folder, while it is being filled, and the way back. */
class BackupIT {
    private static final int ROUNDS = Campaign.dose("vigil.backups", 5, 20);
    private static final int EACH = 400;

    @TempDir
    Path temp;

    private Path data() {
        return temp.resolve("data");
    }

    private Store open() throws Exception {
        return Store.open(data(), StoreOptions.DEFAULT.withSeal(50, 90), Clock.system());
    }

    @Test
    void a_backup_under_load_restores_to_one_instant_with_all_that_was_acknowledged_before_it() throws Exception {
        try (Store store = open()) {
            append(store, started("s1")).get(10, TimeUnit.SECONDS);
            long seq = 1;
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < EACH; i++) {
                    seq++;
                    append(store, spo2("s1", seq, T0 + seq * 100, 90));
                }
                append(store, spo2("s1", ++seq, T0 + seq * 100, 91)).get(10, TimeUnit.SECONDS);
                long acknowledged = seq;
                for (int i = 0; i < EACH; i++) {
                    seq++;
                    append(store, spo2("s1", seq, T0 + seq * 100, 92));
                }
                Path file = temp.resolve("backup-" + round);
                try (Beside beside = Beside.open(data())) {
                    beside.backup(file);
                }
                Path folder = temp.resolve("restored-" + round);
                Backups.restore(file, folder, T0);
                try (Store restored = Store.open(folder, StoreOptions.DEFAULT, Clock.system())) {
                    List<Long> there =
                            restored.inputs("s1").stream().map(Input::seq).toList();
                    assertThat((long) there.size()).isBetween(acknowledged, seq);
                    assertThat(there)
                            .as("a beginning of what was written, without a hole")
                            .isEqualTo(LongStream.rangeClosed(1, there.size())
                                    .boxed()
                                    .toList());
                    assertThat(restored.inputs("s1"))
                            .isEqualTo(store.inputs("s1").subList(0, there.size()));
                    assertThat(restored.health().warning()).isEmpty();
                }
            }
        }
    }

    @Test
    void a_folder_in_use_a_file_that_exists_and_no_database_are_refused_by_name() throws Exception {
        Path file = temp.resolve("backup");
        try (Store store = open()) {
            append(store, started("s1")).get(10, TimeUnit.SECONDS);
            try (Beside beside = Beside.open(data())) {
                beside.backup(file);
                assertThatThrownBy(() -> beside.backup(file)).hasMessageContaining("exists");
                assertThat(beside.auditProblem()).isEmpty();
                assertThat(beside.auditRecords()).isEqualTo(1);
                assertThat(beside.sessions()).containsExactly("s1");
            }
            assertThatThrownBy(() -> Backups.restore(file, data(), T0)).isInstanceOf(FolderInUse.class);
            assertThat(append(store, spo2("s1", 2, T0 + 1, 97)).get(10, TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThatThrownBy(() -> Beside.open(temp.resolve("nothing"))).hasMessageContaining("--data");
        Backups.Restored restored = Backups.restore(file, data(), T0);
        assertThat(restored.sessions()).isEqualTo(1);
        assertThat(restored.before()).isPresent();
        assertThat(restored.before().orElseThrow()).isRegularFile();
        try (Store store = open()) {
            assertThat(store.inputs("s1")).as("as it was").hasSize(1);
        }
    }

    @Test
    void a_damaged_or_newer_backup_is_refused_and_the_folder_stays_as_it_was() throws Exception {
        Path file = temp.resolve("backup");
        List<Input> before = new ArrayList<>();
        try (Store store = open()) {
            append(store, started("s1"));
            for (int seq = 2; seq <= 300; seq++) {
                append(store, spo2("s1", seq, T0 + seq, 90));
            }
            append(store, spo2("s1", 301, T0 + 301, 90)).get(10, TimeUnit.SECONDS);
            before.addAll(store.inputs("s1"));
            store.backup(file);
        }
        Path torn = temp.resolve("torn");
        Files.copy(file, torn);
        try (var bytes = new RandomAccessFile(torn.toFile(), "rw")) {
            bytes.setLength(bytes.length() / 2);
        }
        assertThatThrownBy(() -> Backups.restore(torn, data(), T0)).isInstanceOf(IOException.class);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT 99, '99', 'later', type, 'V99__later.sql', 0,"
                    + " installed_by, installed_on, 0, 1 FROM flyway_schema_history LIMIT 1");
        }
        assertThatThrownBy(() -> Backups.restore(file, data(), T0))
                .isInstanceOf(NewerDatabase.class)
                .hasMessageContaining("99");
        try (Store store = open()) {
            assertThat(store.inputs("s1")).isEqualTo(before);
        }
        Files.delete(data().resolve("vigil.db"));
        Files.copy(file, data().resolve("vigil.db"));
        assertThatThrownBy(this::open)
                .as("a downgrade is refused, not salvaged")
                .isInstanceOf(NewerDatabase.class);
    }
}
