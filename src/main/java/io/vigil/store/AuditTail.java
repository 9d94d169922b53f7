package io.vigil.store;

import io.vigil.store.read.AuditChain;
import java.sql.SQLException;

/** The end of the audit log's chain as the transaction being built leaves it. Writer thread only; reused. */
final class AuditTail {
    private final Mirror mirror;
    private final Tables tables;
    private boolean begun;
    private long count;
    private byte[] head = AuditChain.ORIGIN;

    AuditTail(Mirror mirror, Tables tables) {
        this.mirror = mirror;
        this.tables = tables;
    }

    /** While no commit is on its way: the chain goes on from the committed end. */
    void add(AuditChain.Row row) throws SQLException {
        if (!begun) {
            begun = true;
            count = mirror.auditCount;
            head = mirror.auditHead;
        }
        head = AuditChain.next(head, ++count, row);
        tables.audit(count, row, head);
    }

    void landed() {
        if (begun) {
            mirror.auditCount = count;
            mirror.auditHead = head;
        }
        begun = false;
    }

    void discarded() {
        begun = false;
    }
}
