package io.vigil.store.pages;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Every row of a table that can still be read, around those that cannot: from both ends, then one by one between. */
public final class RowScan {
    private static final long MOST_PROBES = 2_000;

    /** What becomes of a row; its first column is the rowid. */
    @FunctionalInterface
    public interface Each {
        void take(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final String select;
    private long reached;
    private String problem = "";

    private RowScan(Connection connection, String table) {
        this.connection = connection;
        this.select = "SELECT rowid, * FROM " + table + " NOT INDEXED ";
    }

    /** @return why not every row could be read; empty when all were */
    public static String read(Connection connection, String table, Each each) {
        var scan = new RowScan(connection, table);
        if (scan.run("ORDER BY rowid", Long.MIN_VALUE, each)) {
            return "";
        }
        long low = scan.reached;
        scan.reached = Long.MAX_VALUE;
        scan.run("AND rowid > " + low + " ORDER BY rowid DESC", low, each);
        long high = scan.reached;
        for (long id = Math.max(low, 0) + 1; id < high && id - Math.max(low, 0) < MOST_PROBES; id++) {
            scan.run("AND rowid = " + id, id, each);
        }
        return scan.problem;
    }

    private boolean run(String rest, long from, Each each) {
        reached = rest.contains("DESC") ? Long.MAX_VALUE : from;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(select + "WHERE 1 " + rest)) {
            while (rows.next()) {
                long id = rows.getLong(1);
                each.take(rows);
                reached = id;
            }
            return true;
        } catch (SQLException e) {
            problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
            return false;
        }
    }
}
