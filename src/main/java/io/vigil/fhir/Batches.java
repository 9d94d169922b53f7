package io.vigil.fhir;

import io.vigil.session.port.ChartOutbox.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts due rows into bundles: one session and one patient each, at most {@value #MOST_ROWS} rows, no resource twice. A
 * session's rows keep their order within and over its bundles.
 */
final class Batches {
    /** Small enough for any server's limits, and for a refused bundle to be taken apart row by row. */
    static final int MOST_ROWS = 20;

    private final List<List<Row>> batches = new ArrayList<>();
    private final Map<String, Open> openBySession = new HashMap<>();

    private record Open(String patient, List<Row> rows, Set<String> keys) {
        boolean takes(Row row, int most) {
            return rows.size() < most
                    && patient.equals(patientOf(row))
                    && !keys.contains(row.entry().resource());
        }
    }

    private final int most;

    private Batches(int most) {
        this.most = most;
    }

    static List<List<Row>> of(List<Row> due) {
        return of(due, MOST_ROWS);
    }

    static List<List<Row>> of(List<Row> due, int most) {
        Batches cut = new Batches(most);
        due.forEach(cut::add);
        return cut.batches;
    }

    private void add(Row row) {
        Open open = openBySession.get(row.entry().session());
        if (open == null || !open.takes(row, most)) {
            open = new Open(patientOf(row), new ArrayList<>(), new HashSet<>());
            openBySession.put(row.entry().session(), open);
            batches.add(open.rows());
        }
        open.rows().add(row);
        open.keys().add(row.entry().resource());
    }

    private static String patientOf(Row row) {
        String reference = row.entry().patient().reference();
        return reference == null ? "" : reference;
    }
}
