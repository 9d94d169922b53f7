package io.vigil.store;

import io.vigil.session.port.SiteLog;
import io.vigil.store.read.AuditChain;
import io.vigil.time.Clock;

/** Rows of the audit log without a session, in the same chain as the others. */
record StoredSiteLog(Transactions transactions, Clock clock) implements SiteLog {
    private static final String NO_SESSION = "";

    @Override
    public void did(String what, String by, String detail) {
        var row = new AuditChain.Row(NO_SESSION, 0, clock.wallMillis(), "site", what, by, detail);
        transactions.call(new Work.Command<>(connection -> true, done -> row));
    }
}
