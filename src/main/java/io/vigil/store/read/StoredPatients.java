package io.vigil.store.read;

import io.vigil.session.Action;
import io.vigil.session.Course;
import io.vigil.session.CourseNotes;
import io.vigil.session.Happening;
import io.vigil.session.Patient;
import io.vigil.session.port.History;
import io.vigil.session.port.Patients;
import io.vigil.store.block.Garbled;
import io.vigil.store.block.Json;
import io.vigil.store.file.Readers;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Patients by their sessions' rows; a session's course from its log and its samples. */
public final class StoredPatients implements Patients {
    private static final Logger LOG = LoggerFactory.getLogger(StoredPatients.class);
    private static final List<Metric> TOLD = List.of(Metric.SBP, Metric.DBP, Metric.SPO2);

    private final Readers readers;
    private final History history;

    public StoredPatients(Readers readers, History history) {
        this.readers = readers;
        this.history = history;
    }

    private record Row(String id, String patient, long startedMillis, long endedMillis, String opening) {}

    @Override
    public List<Known> find(String text, int atMost) {
        String wanted = text.toLowerCase(Locale.ROOT);
        Map<String, Known> found = new LinkedHashMap<>();
        for (Row row : rows("SELECT id, patient, started_millis, ended_millis, '' FROM session WHERE patient <> ''"
                + " AND id NOT LIKE '" + Imported.LIKE + "' ORDER BY started_millis DESC")) {
            patient(row)
                    .filter(patient -> speaksOf(patient, wanted))
                    .ifPresent(patient -> found.merge(
                            patient.id(),
                            new Known(patient, 1, row.startedMillis()),
                            (last, one) -> new Known(last.patient(), last.sessions() + 1, last.lastMillis())));
        }
        return found.values().stream().limit(atMost).toList();
    }

    private static boolean speaksOf(Patient patient, String wanted) {
        Patient.Identifier identifier = patient.identifier();
        return patient.id().toLowerCase(Locale.ROOT).contains(wanted)
                || patient.display().toLowerCase(Locale.ROOT).contains(wanted)
                || (identifier != null
                        && identifier.value().toLowerCase(Locale.ROOT).contains(wanted));
    }

    @Override
    public List<Course> sessions(String patient) {
        List<Course> courses = new ArrayList<>();
        for (Row row : rows("SELECT id, patient, started_millis, ended_millis, opening FROM session"
                + " WHERE patient <> '' ORDER BY started_millis")) {
            if (patient(row).filter(one -> one.id().equals(patient)).isPresent()) {
                course(row).ifPresent(courses::add);
            }
        }
        return courses;
    }

    private List<Row> rows(String query) {
        return readers.read(handle -> handle.createQuery(query)
                .map((row, ctx) ->
                        new Row(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)))
                .list());
    }

    private static Optional<Patient> patient(Row row) {
        try {
            return Optional.of(Json.patient(row.patient()));
        } catch (Garbled e) {
            LOG.warn("the patient of session {} cannot be read", row.id(), e);
            return Optional.empty();
        }
    }

    private Optional<Course> course(Row row) {
        if (row.opening().isEmpty() || !(Json.happening(row.opening()) instanceof Happening.Started started)) {
            return Optional.empty();
        }
        CourseNotes notes = new CourseNotes(started, row.startedMillis(), row.endedMillis());
        for (History.LogEntry entry : history.events(row.id())) {
            if (entry.category().equals("action")) {
                Optional<Action> applied = Json.applied(entry.detail());
                applied.ifPresent(action -> notes.acted(entry.atMillis(), entry.by(), action));
            } else if (entry.category().equals("cuff") && entry.what().equals("started")) {
                notes.cuff(entry.atMillis(), Json.sameLimb(entry.detail()));
            }
        }
        for (Metric metric : TOLD) {
            for (History.Sample sample : history.samples(row.id(), metric, 0, Long.MAX_VALUE)) {
                if (sample.quality() == Quality.GOOD) {
                    notes.measured(sample.measuredMillis(), metric, sample.value());
                }
            }
        }
        return Optional.of(notes.course());
    }
}
