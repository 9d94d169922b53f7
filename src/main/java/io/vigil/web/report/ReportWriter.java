package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.session.Input;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.History.LogEntry;
import io.vigil.vital.Metric;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes a session's record out of its inputs and its log. Pure but for the words it is given. */
public final class ReportWriter {
    private final Words words;
    private final Times times;

    /** @param zone in which times are told */
    public ReportWriter(Words words, ZoneId zone) {
        this.words = words;
        this.times = new Times(zone);
    }

    /**
     * @param inputs of one session in order, its opening first
     * @param events of the same session, oldest first
     * @param charted the same session's rows of the outbox, oldest first
     * @throws IllegalArgumentException when the inputs do not begin with the opening
     */
    public Report write(List<Input> inputs, List<LogEntry> events, List<Row> charted) {
        Course course = new Course(inputs, Correction.of(events, charted));
        List<AlarmRows.Row> alarms = AlarmRows.of(course, events);
        Nursing nursing = new Nursing(course, words, times, new AlarmNames(course, words));
        List<Report.Section> sections = new ArrayList<>();
        sections.add(header(course));
        sections.add(new Flowsheet(course, words, times).section());
        sections.add(nursing.corrections());
        sections.add(nursing.doses());
        sections.add(nursing.adverse());
        sections.add(nursing.discharge());
        if (Rems.applies(course)) {
            sections.add(new Rems(course, alarms, words, times).section());
        }
        sections.add(signature());
        sections.add(nursing.phases());
        sections.add(nursing.baseline());
        sections.add(alarms(course, alarms, nursing));
        sections.add(nursing.limits());
        sections.add(nursing.devices());
        sections.add(gaps(course, nursing));
        sections.add(nursing.notes());
        return new Report(
                words.say("report.title"),
                course.patient().display() + " · " + times.day(course.startedMillis),
                course.opening.site().simulated() ? words.say("bar.simulated") : "",
                sections,
                footnotes(course),
                summary(course, alarms));
    }

    private Report.Section header(Course course) {
        List<List<String>> rows = new ArrayList<>();
        add(rows, "patient", Nursing.named(course.patient()));
        if (!course.patient().equals(course.opening.patient())) {
            add(rows, "patient.first", Nursing.named(course.opening.patient()));
        }
        add(rows, "protocol", words.titled(course.opening.protocol().title()));
        add(
                rows,
                "place",
                course.opening.site().id() + ", " + words.say("report.chair", "chair", course.opening.chair()));
        add(
                rows,
                "time",
                times.day(course.startedMillis) + " – "
                        + (course.endedMillis() == 0 ? words.say("report.open") : times.day(course.endedMillis())));
        add(
                rows,
                "weight",
                Double.isNaN(course.opening.weightKg()) ? "–" : Times.number(course.opening.weightKg()) + " kg");
        add(rows, "dose", doses(course));
        add(rows, "devices", course.devices.stream().distinct().collect(Collectors.joining(", ")));
        add(rows, "staff", String.join(", ", course.staff));
        add(rows, "session", course.opening.session());
        return new Report.Section("header", words.say("report.header"), List.of(), rows, "");
    }

    private void add(List<List<String>> rows, String name, String value) {
        rows.add(List.of(words.say("report.fact." + name), value.isEmpty() ? "–" : value));
    }

    private String doses(Course course) {
        return course.doses().stream()
                .filter(dose -> !dose.action().event().equals("stop"))
                .map(Course.Done::action)
                .map(dose -> words.named("drug", dose.drug()) + " " + Times.number(dose.amount()) + " " + dose.unit()
                        + " " + words.named("route", dose.route()))
                .collect(Collectors.joining("; "));
    }

    private Report.Section alarms(Course course, List<AlarmRows.Row> alarms, Nursing nursing) {
        String standing = words.say(course.endedMillis() == 0 ? "report.standing" : "report.stood");
        List<List<String>> rows = new ArrayList<>();
        for (AlarmRows.Row row : alarms) {
            rows.add(List.of(
                    nursing.names().of(row.alarm()),
                    words.say("priority." + row.priority()),
                    times.time(row.raisedMillis()),
                    acknowledged(course, row),
                    row.overMillis() == 0 ? standing : times.time(row.overMillis()),
                    Times.number(row.worst()),
                    Times.number(row.limit()),
                    row.level() == 0 ? "–" : String.valueOf(row.level())));
        }
        return nursing.table(
                "alarms", List.of("alarm", "priority", "raised", "acked", "over", "worst", "limit", "level"), rows);
    }

    private String acknowledged(Course course, AlarmRows.Row row) {
        return row.acknowledgedMillis().isEmpty()
                ? words.say("no")
                : row.acknowledgedMillis().stream()
                        .map(at -> (times.time(at) + " " + by(course, row.alarm(), at)).strip())
                        .collect(Collectors.joining(", "));
    }

    /** Who acknowledged at that instant. */
    private static String by(Course course, String alarm, long atMillis) {
        return course.all(Action.Acknowledge.class).stream()
                .filter(one -> one.atMillis() == atMillis)
                .filter(one -> one.action().alarm().equals(alarm)
                        || one.action().alarm().equals("*"))
                .map(Course.Done::by)
                .findFirst()
                .orElse("");
    }

    private Report.Section gaps(Course course, Nursing nursing) {
        List<List<String>> rows = new ArrayList<>();
        for (Metric metric : List.of(Metric.SPO2, Metric.PR)) {
            for (Measurements.Gap gap : course.measured.gaps(metric, course.untilMillis())) {
                rows.add(List.of(
                        words.say("metric." + metric.wire()),
                        times.time(gap.fromMillis()),
                        times.time(gap.toMillis()),
                        Times.length(gap.toMillis() - gap.fromMillis())));
            }
        }
        return nursing.table("gaps", List.of("metric", "from", "to", "length"), rows);
    }

    private Report.Section signature() {
        List<List<String>> rows = List.of(
                List.of(words.say("report.sign.nurse"), " "),
                List.of(words.say("report.sign.clinician"), " "),
                List.of(words.say("report.sign.time"), " "));
        return new Report.Section("signature", words.say("report.signature"), List.of(), rows, "");
    }

    private List<String> footnotes(Course course) {
        List<String> notes = new ArrayList<>();
        notes.add(words.say("report.foot.values"));
        if (!course.corrections.isEmpty()) {
            notes.add(words.say("report.foot.corrected"));
        }
        notes.add(words.say("report.foot.zone", "zone", times.zone().getId()));
        return notes;
    }

    private Report.Summary summary(Course course, List<AlarmRows.Row> alarms) {
        long from = Math.max(course.startedMillis, course.firstDoseMillis());
        long to = course.untilMillis();
        Optional<Measurements.Value> peak = course.peak();
        long recovered = course.recoveredMillis();
        return new Report.Summary(
                course.opening.session(),
                course.patient().id(),
                words.titled(course.opening.protocol().title()),
                doses(course),
                course.startedMillis,
                course.endedMillis(),
                course.firstDoseMillis(),
                course.baseline().getOrDefault(Metric.SBP, Double.NaN),
                course.baseline().getOrDefault(Metric.DBP, Double.NaN),
                peak.map(Measurements.Value::value).orElse(Double.NaN),
                course.values
                        .highest(Metric.DBP, from, to)
                        .map(Measurements.Value::value)
                        .orElse(Double.NaN),
                peak.map(Measurements.Value::atMillis).orElse(0L),
                recovered == 0 || peak.isEmpty()
                        ? Double.NaN
                        : (recovered - peak.get().atMillis()) / 60_000.0,
                course.values
                        .highest(Metric.PR, from, to)
                        .map(Measurements.Value::value)
                        .orElse(Double.NaN),
                course.values
                        .lowest(Metric.SPO2, from, to)
                        .map(Measurements.Value::value)
                        .orElse(Double.NaN),
                (int) alarms.stream()
                        .filter(row -> row.priority().toLowerCase(Locale.ROOT).equals("high"))
                        .count());
    }
}
