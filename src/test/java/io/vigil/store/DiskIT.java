package io.vigil.store;

import static io.vigil.store.Given.T0;
import static io.vigil.store.Given.acted;
import static io.vigil.store.Given.append;
import static io.vigil.store.Given.entry;
import static io.vigil.store.Given.spo2;
import static io.vigil.store.Given.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.session.Action;
import io.vigil.session.Input;
import io.vigil.session.port.Accounts;
import io.vigil.store.file.Database;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full, then it is not: nobody was lied to and nothing needed a restart. */
class DiskIT {
    private static final int ROOM = 200_000;

    @TempDir
    Path temp;

    private final AtomicInteger mostPages = new AtomicInteger(60);

    /** A database that may grow to so many pages, which SQLite answers as a full disk. */
    private Connection limited() throws SQLException {
        Connection connection = Database.in(temp).write();
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + mostPages.get());
        }
        return connection;
    }

    @Test
    void a_database_that_may_not_grow_refuses_says_why_and_heals_without_a_restart() throws Exception {
        List<Long> acknowledged;
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system(), this::limited)) {
            acknowledged = fillUntilRefused(store);
            assertThat(store.health().writable()).isFalse();
            assertThat(store.health().reason()).contains("disk is full").contains("SQLITE_FULL");
            long next = lastAppended + 1;
            var note = append(store, acted("s1", next, T0 + next, new Action.Note("while the disk was full")));
            assertThat(note.get(10, TimeUnit.SECONDS)).as("not acknowledged").isFalse();
            assertThatThrownBy(() -> store.accounts().save(new Accounts.Account("demo", "nurse", "hash", false)))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(store.history().events("s1")).as("reading goes on").isNotEmpty();

            mostPages.set(1_000_000);
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> store.health().writable());
            assertThat(append(store, spo2("s1", next + 1, T0 + next + 1, 97)).get(10, TimeUnit.SECONDS))
                    .isTrue();
            acknowledged.add(next + 1);
        }
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system())) {
            List<Long> there = store.inputs("s1").stream().map(Input::seq).toList();
            assertThat(there).as("all acknowledged").containsAll(acknowledged);
            assertThat(there)
                    .as("and what was refused too, for the fold took it")
                    .doesNotHaveDuplicates();
            assertThat(there).hasSize((int) lastAppended + 2).isSorted();
        }
    }

    @Test
    void a_full_file_system_refuses_says_why_and_heals_when_space_is_freed() throws Exception {
        Path mount = temp.resolve("small");
        Files.createDirectory(mount);
        assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && run("mount", "-t", "tmpfs", "-o", "size=4m", "vigil-test", mount.toString()) == 0,
                "needs the right to mount a small tmpfs");
        try {
            Path data = mount.resolve("data");
            Path ballast = mount.resolve("ballast");
            Files.write(ballast, new byte[2 << 20]);
            List<Long> acknowledged;
            try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
                acknowledged = fillUntilRefused(store);
                assertThat(store.health().reason()).contains("disk");
                Files.delete(ballast);
                Awaitility.await()
                        .atMost(30, TimeUnit.SECONDS)
                        .until(() -> store.health().writable());
                long next = lastAppended + 1;
                assertThat(append(store, spo2("s1", next, T0 + next, 97)).get(10, TimeUnit.SECONDS))
                        .isTrue();
                acknowledged.add(next);
            }
            try (Store store = Store.open(data, StoreOptions.DEFAULT, Clock.system())) {
                assertThat(store.inputs("s1").stream().map(Input::seq))
                        .containsAll(acknowledged)
                        .doesNotHaveDuplicates();
            }
        } finally {
            run("umount", mount.toString());
        }
    }

    private long lastAppended;

    /** Appends until the journal says no; what it said yes to is returned. */
    private List<Long> fillUntilRefused(Store store) throws Exception {
        var acknowledged = new ArrayList<Long>();
        assertThat(append(store, started("s1")).get(10, TimeUnit.SECONDS)).isTrue();
        acknowledged.add(1L);
        for (long seq = 2; seq < ROOM; seq++) {
            lastAppended = seq;
            var note = new Action.Note("filler ".repeat(500) + seq);
            if (!append(store, entry(acted("s1", seq, T0 + seq, note))).get(10, TimeUnit.SECONDS)) {
                return acknowledged;
            }
            acknowledged.add(seq);
        }
        throw new AssertionError("the disk never filled");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
