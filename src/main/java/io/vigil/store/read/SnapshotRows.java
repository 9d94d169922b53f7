package io.vigil.store.read;

import io.vigil.alarm.AlarmMark;
import io.vigil.alarm.Condition;
import io.vigil.session.Snapshot;
import io.vigil.store.block.Checksum;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Snapshots as rows. The alarms are plain lines, so that any version can read where they stood. */
public final class SnapshotRows {
    public static final String COLUMNS = "session, seq, at_millis, version, alarms, state, crc32c, block, id";

    private SnapshotRows() {}

    /** {@code condition occurrence since changed alarm}, an alarm a line. */
    public static String text(List<AlarmMark> alarms) {
        var text = new StringBuilder();
        for (AlarmMark mark : alarms) {
            text.append(mark.condition().name())
                    .append(' ')
                    .append(mark.occurrence())
                    .append(' ');
            text.append(mark.sinceMillis())
                    .append(' ')
                    .append(mark.changedMillis())
                    .append(' ');
            text.append(mark.alarm()).append('\n');
        }
        return text.toString();
    }

    private static List<AlarmMark> alarms(String text) {
        return text.lines()
                .map(line -> line.split(" ", 5))
                .map(words -> new AlarmMark(
                        words[4],
                        Condition.valueOf(words[0]),
                        Integer.parseInt(words[1]),
                        Long.parseLong(words[2]),
                        Long.parseLong(words[3])))
                .toList();
    }

    public static long checksum(Snapshot snapshot, String alarms) {
        byte[] words = (snapshot.session() + '\n' + alarms).getBytes(StandardCharsets.UTF_8);
        return Checksum.of(
                snapshot.state(), snapshot.seq(), snapshot.atMillis(), snapshot.version(), Checksum.of(words));
    }

    /** A row as it was read; {@code intact} says whether it may be believed. */
    public record Kept(long id, long block, Snapshot snapshot, boolean intact) {}

    private static Kept of(ResultSet row) throws SQLException {
        String alarms = row.getString(5);
        byte[] state = row.getBytes(6);
        var snapshot = new Snapshot(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getInt(4),
                List.of(),
                state == null ? new byte[0] : state);
        boolean intact = alarms != null && row.getLong(7) == checksum(snapshot, alarms);
        if (intact) {
            snapshot = new Snapshot(
                    snapshot.session(),
                    snapshot.seq(),
                    snapshot.atMillis(),
                    snapshot.version(),
                    alarms(alarms),
                    snapshot.state());
        }
        return new Kept(row.getLong(9), row.getLong(8), snapshot, intact);
    }

    /** @param where with one {@code ?} for {@code session}; the newest first */
    public static List<Kept> read(Connection connection, String where, String session) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT " + COLUMNS + " FROM snapshot WHERE " + where + " ORDER BY id DESC")) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                List<Kept> kept = new ArrayList<>();
                while (rows.next()) {
                    kept.add(of(rows));
                }
                return kept;
            }
        }
    }
}
