package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmEvent.Kind;
import io.vigil.session.SiteAlarms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Which alarm events are told to people away from the screens: each escalation, that nobody watches, and how these ended.
 * Writer thread only, within the transaction of the event.
 */
final class NoticeRows {
    /** Who is not at a screen is the only one who can hear that nobody is. */
    private static final int PROVIDER = 2;

    private final PreparedStatement insert;
    private final PreparedStatement told;

    NoticeRows(Connection c) throws SQLException {
        insert = c.prepareStatement(
                "INSERT OR IGNORE INTO notice (id, session, alarm, kind, priority, occurrence, event_level, repeat,"
                        + " at_millis, value, lim, level) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        told = c.prepareStatement(
                "SELECT coalesce(max(level), 0) FROM notice" + " WHERE session = ? AND alarm = ? AND occurrence = ?");
    }

    /** An event that was not there before. */
    void happened(String session, AlarmEvent e) throws SQLException {
        int level = level(session, e);
        if (level > 0) {
            Tables.run(
                    insert,
                    e.id(session),
                    session,
                    e.alarm(),
                    e.kind().wire(),
                    e.priority().wire(),
                    e.occurrence(),
                    e.level(),
                    e.repeat(),
                    e.atMillis(),
                    e.value(),
                    e.limit(),
                    level);
        }
    }

    private int level(String session, AlarmEvent e) throws SQLException {
        if (e.kind() == Kind.ESCALATED) {
            return e.level();
        }
        if (e.kind() == Kind.RAISED) {
            return e.alarm().equals(SiteAlarms.UNWATCHED) ? PROVIDER : 0;
        }
        return e.kind() == Kind.ACKNOWLEDGED || e.kind() == Kind.CLEARED ? toldBefore(session, e) : 0;
    }

    private int toldBefore(String session, AlarmEvent e) throws SQLException {
        told.setString(1, session);
        told.setString(2, e.alarm());
        told.setInt(3, e.occurrence());
        try (var rows = told.executeQuery()) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }
}
