package io.vigil.cli;

import io.vigil.cli.hatch.HatchCall;
import io.vigil.store.Store;
import io.vigil.store.StoreOptions;
import io.vigil.store.file.FolderInUse;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Through the running service where there is one, since nothing else writes its folder; else the folder itself. */
final class LentAccounts implements UserBook {
    /** A service that starts holds its folder some seconds before it listens there. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final long PAUSE_MILLIS = 100;

    private final Clock clock;
    private final Runnable pause;

    LentAccounts(Clock clock) {
        this(clock, LentAccounts::sleep);
    }

    /** @param pause between two attempts */
    LentAccounts(Clock clock, Runnable pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public Loan open(Path data) {
        long began = clock.nanos();
        while (true) {
            Optional<HatchCall> service = HatchCall.to(data);
            if (service.isPresent()) {
                HatchCall call = service.get();
                return new Loan.Open(call, () -> closed(call));
            }
            try {
                Store store = Store.open(data, StoreOptions.DEFAULT, clock);
                return new Loan.Open(store.accounts(), () -> closed(store));
            } catch (FolderInUse busy) {
                if (clock.nanos() - began >= PATIENCE.toNanos()) {
                    return new Loan.Refused(String.valueOf(busy.getMessage()));
                }
                pause.run();
            } catch (IOException unusable) {
                return new Loan.Refused(String.valueOf(unusable.getMessage()));
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException("stopped while waiting for the service", stopped);
        }
    }

    private static void closed(AutoCloseable lent) {
        try {
            lent.close();
        } catch (Exception unwritten) {
            throw new IllegalStateException("the data folder could not be closed: " + unwritten.getMessage());
        }
    }
}
