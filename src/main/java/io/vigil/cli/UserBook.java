package io.vigil.cli;

import io.vigil.session.port.Accounts;
import java.nio.file.Path;

/** Lends the accounts of a data folder to one command. */
@FunctionalInterface
public interface UserBook {
    /** Blocking. @param data the service's data folder; it need not be there yet */
    Loan open(Path data);

    /** What became of the asking. */
    sealed interface Loan {
        /** @param close gives the folder back; to be called once */
        record Open(Accounts accounts, Runnable close) implements Loan {}

        /** @param reason one line with the mend, as when the service holds the folder */
        record Refused(String reason) implements Loan {}
    }
}
