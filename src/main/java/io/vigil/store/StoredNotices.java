package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Priority;
import io.vigil.session.port.Notices;
import io.vigil.store.file.Readers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The queue to people away from the screens, as a table. */
final class StoredNotices implements Notices {
    private static final String ROW =
            "SELECT n.*, coalesce(s.chair, '') AS chair FROM notice n LEFT JOIN session s ON s.id = n.session ";

    private final Readers readers;
    private final Transactions transactions;

    StoredNotices(Readers readers, Transactions transactions) {
        this.readers = readers;
        this.transactions = transactions;
    }

    @Override
    public List<Row> due(long nowMillis, int fromLevel, int atMost) {
        return readers.read(handle -> handle.createQuery(ROW
                        + "WHERE n.state = 'PENDING' AND n.next_millis <= :now AND n.level >= :level"
                        + " ORDER BY n.number LIMIT :most")
                .bind("now", nowMillis)
                .bind("level", fromLevel)
                .bind("most", atMost)
                .map((row, ctx) -> row(row))
                .list());
    }

    @Override
    public void delivered(long number, long atMillis) {
        update(
                "UPDATE notice SET state = 'DELIVERED', delivered_millis = ?, attempts = attempts + 1, reason = ''"
                        + " WHERE number = ?",
                atMillis,
                number);
    }

    @Override
    public void retryAt(long number, long nextMillis, String reason) {
        update(
                "UPDATE notice SET next_millis = ?, reason = ?, attempts = attempts + 1"
                        + " WHERE number = ? AND state = 'PENDING'",
                nextMillis,
                reason,
                number);
    }

    @Override
    public void expire(long number, String reason) {
        update(
                "UPDATE notice SET state = 'EXPIRED', reason = ? WHERE number = ? AND state = 'PENDING'",
                reason,
                number);
    }

    @Override
    public boolean retryNow(long number) {
        return update(
                        "UPDATE notice SET state = 'PENDING', next_millis = 0 WHERE number = ? AND state <> 'DELIVERED'",
                        number)
                > 0;
    }

    @Override
    public List<Row> rows(int atMost) {
        return readers.read(handle -> handle.createQuery(ROW + "ORDER BY n.number DESC LIMIT ?")
                .bind(0, atMost)
                .map((row, ctx) -> row(row))
                .list());
    }

    @Override
    public Backlog backlog(int fromLevel) {
        return readers.read(handle -> handle.createQuery("SELECT coalesce(sum(state = 'PENDING'), 0),"
                        + " coalesce(sum(state = 'EXPIRED'), 0),"
                        + " coalesce(min(CASE WHEN state = 'PENDING' THEN at_millis END), 0)"
                        + " FROM notice WHERE level >= ?")
                .bind(0, fromLevel)
                .map((row, ctx) -> new Backlog(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
    }

    private int update(String sql, Object... values) {
        return transactions.call(connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private static Row row(ResultSet row) throws SQLException {
        AlarmEvent event = new AlarmEvent(
                row.getString("alarm"),
                AlarmEvent.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                Priority.valueOf(row.getString("priority").toUpperCase(Locale.ROOT)),
                row.getInt("occurrence"),
                row.getInt("event_level"),
                row.getInt("repeat"),
                row.getLong("at_millis"),
                number(row, "value"),
                number(row, "lim"));
        return new Row(
                row.getLong("number"),
                row.getString("session"),
                row.getString("chair"),
                event,
                row.getInt("level"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getLong("next_millis"),
                row.getLong("delivered_millis"),
                row.getString("reason"));
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
