package io.vigil.store;

import io.vigil.store.read.AuditChain;
import java.sql.SQLException;

/** The end of the audit log's chain as the transaction being built leaves it. Writer thread only; reused. */
final class AuditTail {
    private final Mirror mirror;
    private final Tables tables;
    private long count;
    private byte[] head = AuditChain.ORIGIN;

    AuditTail(Mirror mirror, Tables tables) {
        this.mirror = mirror;
        this.tables = tables;
    }

    void begin() {
        count = mirror.auditCount;
        head = mirror.auditHead;
    }

    void add(AuditChain.Row row) throws SQLException {
        head = AuditChain.next(head, ++count, row);
        tables.audit(count, row, head);
    }

    void committed() {
        mirror.auditCount = count;
        mirror.auditHead = head;
    }
}
