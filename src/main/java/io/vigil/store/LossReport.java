package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.store.block.Block;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which inputs went with which bad block, told by the sequence numbers on either side of it. */
final class LossReport {
    private record Bad(Block block, long afterMillis, String reason, List<Quarantined.Lost> lost) {}

    /** Where a session stood when it was last seen. */
    private record Stand(long seq, long block) {}

    private final Map<String, Stand> stands = new HashMap<>();
    private final List<Bad> bad = new ArrayList<>();

    /** Sessions not ended; their first input is kept beside the row and so is never lost. */
    void open(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT s.id, max(opening_seq, coalesce(max(a.last_seq), 0)),"
                        + " max(s.first_block - 1, coalesce(max(a.last_block), 0)) FROM session s"
                        + " LEFT JOIN archive a ON a.session = s.id WHERE s.ended_millis IS NULL"
                        + " GROUP BY s.id")) {
            while (rows.next()) {
                stands.put(rows.getString(1), new Stand(rows.getLong(2), rows.getLong(3)));
            }
        }
    }

    void bad(Block block, long afterMillis, String reason) {
        bad.add(new Bad(block, afterMillis, reason, new ArrayList<>()));
    }

    void seen(Input input, long block) {
        Stand before = stands.get(input.session());
        if (before == null) {
            return;
        }
        if (input.seq() > before.seq + 1) {
            lose(input.session(), before, input.seq() - 1, block);
        }
        stands.put(input.session(), new Stand(Math.max(before.seq, input.seq()), block));
    }

    List<Quarantined> report() {
        stands.forEach((session, stand) -> lose(session, stand, Long.MAX_VALUE, Long.MAX_VALUE));
        stands.clear();
        return bad.stream()
                .map(one -> new Quarantined(
                        one.block.id(),
                        one.block.count(),
                        one.afterMillis,
                        one.block.throughMillis(),
                        one.lost,
                        words(one)))
                .toList();
    }

    /** Charges a gap to each bad block in it; a gap without one is readings refused when the queue was full. */
    private void lose(String session, Stand before, long toSeq, long block) {
        for (Bad one : bad) {
            if (one.block.id() > before.block && one.block.id() < block) {
                one.lost.add(new Quarantined.Lost(session, before.seq + 1, toSeq));
            }
        }
    }

    private static String words(Bad one) {
        var words = new StringBuilder(one.reason);
        for (Quarantined.Lost lost : one.lost) {
            words.append("; session ")
                    .append(lost.session())
                    .append(" lacks inputs ")
                    .append(lost.fromSeq());
            words.append(lost.toSeq() == Long.MAX_VALUE ? " and on, if any" : " to " + lost.toSeq());
        }
        return words.toString();
    }
}
