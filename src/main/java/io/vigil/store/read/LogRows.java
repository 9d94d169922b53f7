package io.vigil.store.read;

import io.vigil.session.port.History.LogEntry;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of the audit and alarm tables as entries of the log. */
public final class LogRows {
    private LogRows() {}

    public static LogEntry audit(ResultSet row) throws SQLException {
        return new LogEntry(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7));
    }

    /** What is {@code spo2.low.warn raised}; the detail is JSON. */
    public static LogEntry alarm(ResultSet row) throws SQLException {
        var detail = new StringBuilder("{\"priority\":\"").append(row.getString(6));
        detail.append("\",\"occurrence\":").append(row.getInt(7));
        if (row.getInt(8) > 0) {
            detail.append(",\"level\":").append(row.getInt(8));
        }
        number(detail, "value", row, 9);
        number(detail, "limit", row, 10);
        return new LogEntry(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                "alarm",
                row.getString(4) + " " + row.getString(5),
                "",
                detail.append('}').toString());
    }

    private static void number(StringBuilder detail, String name, ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        if (!row.wasNull()) {
            detail.append(",\"").append(name).append("\":").append(value);
        }
    }
}
