package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One row for the baseline, one for each scheduled point after the first dose, the peak and the end: of each metric the
 * closest valid reading within 150 s, with its own time.
 */
record Flowsheet(Course course, Words words, Times times) {
    private static final int[] MINUTES = {0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 105, 120, 150, 180, 240};
    private static final long MINUTE = 60_000;

    private record Point(String name, long atMillis) {}

    Report.Section section() {
        List<String> heads = new ArrayList<>(List.of("report.point", "report.at"));
        List<List<String>> rows = new ArrayList<>();
        for (Point point : points()) {
            rows.add(row(point));
        }
        List<String> named = new ArrayList<>(heads.stream().map(words::say).toList());
        named.add(words.say("metric.spo2"));
        named.add(words.say("metric.pr"));
        named.add(words.say("metric.nibp"));
        named.add(words.say("metric.map"));
        named.add(words.say("metric.rr"));
        return new Report.Section("flowsheet", words.say("report.flowsheet"), named, rows, words.say("report.none"));
    }

    private List<Point> points() {
        List<Point> points = new ArrayList<>();
        baseline().ifPresent(one -> points.add(new Point(words.say("report.point.baseline"), one.atMillis())));
        long dose = course.firstDoseMillis();
        if (dose != 0) {
            for (int minutes : MINUTES) {
                long at = dose + minutes * MINUTE;
                if (at <= course.untilMillis()) {
                    points.add(new Point(words.say("report.point.minutes", "n", minutes), at));
                }
            }
            course.peak().ifPresent(peak -> points.add(new Point(words.say("report.point.peak"), peak.atMillis())));
        }
        points.add(new Point(
                words.say("report.point." + (course.endedMillis() == 0 ? "last" : discharged() ? "end" : "ended")),
                course.untilMillis()));
        points.sort((a, b) -> Long.compare(a.atMillis(), b.atMillis()));
        return points;
    }

    /** The last one before the dose: what is confirmed later is a correction, not a time at which to look. */
    private Optional<Course.Done<Action.ConfirmBaseline>> baseline() {
        List<Course.Done<Action.ConfirmBaseline>> all = course.all(Action.ConfirmBaseline.class);
        long dose = course.firstDoseMillis();
        return all.stream()
                .filter(one -> dose == 0 || one.atMillis() <= dose)
                .reduce((first, second) -> second)
                .or(() -> all.stream().findFirst());
    }

    private boolean discharged() {
        return !course.all(Action.Discharge.class).isEmpty();
    }

    private List<String> row(Point point) {
        Optional<Measurements.Value> sbp = course.measured.near(Metric.SBP, point.atMillis());
        String pressure = sbp.map(value -> Times.number(value.value()) + "/"
                        + course.measured.between(Metric.DBP, value.atMillis(), value.atMillis()).stream()
                                .findFirst()
                                .map(dbp -> Times.number(dbp.value()))
                                .orElse("–")
                        + " " + stamp(value))
                .orElse("–");
        return List.of(
                point.name(),
                times.time(point.atMillis()),
                near(Metric.SPO2, point),
                course.measured.near(Metric.PR, point.atMillis()).isPresent()
                        ? near(Metric.PR, point)
                        : near(Metric.HR, point),
                pressure,
                near(Metric.MAP, point),
                near(Metric.RR, point));
    }

    private String near(Metric metric, Point point) {
        return course.measured
                .near(metric, point.atMillis())
                .map(value -> Times.number(value.value()) + " " + stamp(value))
                .orElse("–");
    }

    private String stamp(Measurements.Value value) {
        return "(" + times.time(value.atMillis()) + ")";
    }
}
