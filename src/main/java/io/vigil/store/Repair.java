package io.vigil.store;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.store.Flowsheet.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was charted to the wrong patient: each is withdrawn there and charted anew to the right one under a risen subject
 * revision, in the transaction of the reassignment itself. The subject of a resource is never changed. Writer thread
 * only.
 */
final class Repair {
    private static final int REVISION = 2;

    private final Flowsheet flowsheet;
    private final Tables tables;
    private final boolean manual;

    Repair(Connection connection, Tables tables, boolean manual) {
        this.flowsheet = new Flowsheet(connection);
        this.tables = tables;
        this.manual = manual;
    }

    void of(Input input, String by, Action.Reassign word) throws SQLException {
        Map<String, List<Row>> byResource = new LinkedHashMap<>();
        int revision = 1;
        for (Row row : flowsheet.of(input.session())) {
            byResource
                    .computeIfAbsent(row.entry().resource(), resource -> new ArrayList<>())
                    .add(row);
            revision = Math.max(revision, revision(row.entry().resource()));
        }
        for (List<Row> rows : byResource.values()) {
            Standing standing = new Standing(rows);
            ChartEntry was = standing.last().entry();
            if (!standing.gone() && !same(was.patient(), word.patient())) {
                String reason = "charted to the wrong patient: " + word.reason();
                flowsheet.takeBack(standing, was.resource() + "|wrong-patient", by, input.atMillis(), reason);
                ChartEntry anew = was.as(raised(was.resource(), revision + 1), word.patient(), was.values(), null);
                tables.chart(retold(anew, revision + 1), input.atMillis(), manual);
            }
        }
    }

    /** A summary speaks of its members as they are called now. */
    private static ChartEntry retold(ChartEntry anew, int revision) {
        return anew.fact() instanceof ChartFact.Summary summary
                ? anew.telling(new ChartFact.Summary(summary.members().stream()
                        .map(key -> raised(key, revision))
                        .toList()))
                : anew;
    }

    private static boolean same(Patient one, Patient other) {
        return one.id().equals(other.id()) && java.util.Objects.equals(one.reference(), other.reference());
    }

    /** 1 for a key of another form. */
    private static int revision(String key) {
        String[] parts = key.split("\\|");
        boolean numbered = parts.length > REVISION && parts[REVISION].matches("[0-9]{1,9}");
        return numbered ? Integer.parseInt(parts[REVISION]) : 1;
    }

    private static String raised(String key, int revision) {
        String[] parts = key.split("\\|");
        if (parts.length <= REVISION) {
            return key + "|" + revision;
        }
        parts[REVISION] = Integer.toString(revision);
        return String.join("|", parts);
    }
}
