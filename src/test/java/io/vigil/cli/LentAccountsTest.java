package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.cli.UserBook.Loan;
import io.vigil.cli.hatch.Hatch;
import io.vigil.cli.hatch.HatchCall;
import io.vigil.session.port.Accounts;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.time.LeapingClock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LentAccountsTest {
    private static final Accounts.Account ANN = new Accounts.Account("ann", "nurse", "hash", false);

    @TempDir
    Path folder;

    private final LeapingClock clock = new LeapingClock(1_780_000_000_000L);
    private int pauses;

    @Test
    void aServiceThatIsStillStartingIsWaitedFor() throws Exception {
        Queue<Hatch> opened = new ArrayBlockingQueue<>(1);
        try (Store service = Store.open(folder, StoreOptions.DEFAULT, clock)) {
            Loan loan = lent(() -> {
                if (pauses == 3) {
                    opened.add(listening(service));
                }
            });

            assertThat(loan).isInstanceOfSatisfying(Loan.Open.class, open -> {
                assertThat(open.accounts()).isInstanceOf(HatchCall.class);
                open.accounts().save(ANN);
                open.close().run();
            });
            assertThat(service.accounts().account("ann")).contains(ANN);
            opened.remove().close();
        }
    }

    @Test
    void aFolderThatIsGivenBackIsOpened() throws Exception {
        Store other = Store.open(folder, StoreOptions.DEFAULT, clock);

        Loan loan = lent(() -> closed(other));

        assertThat(loan)
                .isInstanceOfSatisfying(Loan.Open.class, open -> open.close().run());
        assertThat(pauses).isEqualTo(1);
    }

    @Test
    void afterSomeSecondsTheHolderIsNamed() throws Exception {
        try (Store ignored = Store.open(folder, StoreOptions.DEFAULT, clock)) {
            Loan loan = lent(() -> clock.leap(1_000));

            assertThat(loan)
                    .isInstanceOfSatisfying(
                            Loan.Refused.class,
                            refused ->
                                    assertThat(refused.reason()).contains("is in use by process", "stop that service"));
            assertThat(pauses).isEqualTo(15);
        }
    }

    private Loan lent(Runnable between) {
        return new LentAccounts(clock, () -> {
                    pauses++;
                    between.run();
                })
                .open(folder);
    }

    private Hatch listening(Store service) {
        try {
            return Hatch.open(folder, service.accounts(), Map::of);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void closed(Store store) {
        try {
            store.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
