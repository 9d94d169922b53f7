package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One row for the baseline, one for each scheduled point after the first dose, the peak and the end: of each metric the
 * closest valid reading within 150 s, with its own time; of the baseline what was confirmed.
 */
record Flowsheet(Course course, Words words, Times times) {
    private static final int[] MINUTES = {0, 5, 10, 15, 20, 30, 40, 50, 60, 75, 90, 105, 120, 150, 180, 240};
    private static final long MINUTE = 60_000;

    private record Point(String name, long atMillis, boolean baseline) {
        Point(String name, long atMillis) {
            this(name, atMillis, false);
        }
    }

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
        baseline().ifPresent(one -> points.add(new Point(words.say("report.point.baseline"), one.atMillis(), true)));
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
        Baseline confirmed = point.baseline() ? confirmed(point.atMillis()) : new Baseline(List.of());
        Optional<Measurements.Value> sbp = course.values.near(Metric.SBP, point.atMillis());
        boolean pulse = course.values.near(Metric.PR, point.atMillis()).isPresent() || confirmed.has(Metric.PR);
        return List.of(
                point.name(),
                times.time(point.atMillis()),
                told(confirmed, Metric.SPO2, point),
                told(confirmed, pulse ? Metric.PR : Metric.HR, point),
                confirmed.has(Metric.SBP)
                        ? confirmed.said(words, times, Metric.SBP, Metric.DBP)
                        : sbp.map(figures()::pressure).orElse("–"),
                mean(confirmed, sbp, point),
                told(confirmed, Metric.RR, point));
    }

    /** What was confirmed up to that moment, each metric by the last who named it. */
    private Baseline confirmed(long atMillis) {
        return new Baseline(course.all(Action.ConfirmBaseline.class).stream()
                .filter(one -> one.atMillis() <= atMillis)
                .toList());
    }

    /** That of the pressures beside it, never of another reading. */
    private String mean(Baseline confirmed, Optional<Measurements.Value> sbp, Point point) {
        if (sbp.isEmpty() || confirmed.has(Metric.SBP)) {
            return told(confirmed, Metric.MAP, point);
        }
        return course.values
                .at(Metric.MAP, sbp.get().atMillis())
                .map(figures()::single)
                .orElse("–");
    }

    private String told(Baseline confirmed, Metric metric, Point point) {
        return confirmed.has(metric)
                ? confirmed.said(words, times, metric)
                : course.values
                        .near(metric, point.atMillis())
                        .map(figures()::single)
                        .orElse("–");
    }

    private Figures figures() {
        return new Figures(course.values, words, times);
    }

    /** The confirmations that a row of the flowsheet speaks of, in order. */
    private record Baseline(List<Course.Done<Action.ConfirmBaseline>> said) {
        boolean has(Metric metric) {
            return said.stream().anyMatch(one -> one.action().values().containsKey(metric));
        }

        /** The first metric's time stands for all of them: they are confirmed together. */
        String said(Words words, Times times, Metric... metrics) {
            return words.say(
                    "report.confirmed",
                    "value",
                    Stream.of(metrics).map(this::figure).collect(Collectors.joining("/")),
                    "at",
                    last(metrics[0]).map(one -> times.time(one.atMillis())).orElse("–"));
        }

        private String figure(Metric metric) {
            return last(metric)
                    .map(one -> one.action().values().get(metric))
                    .map(Times::number)
                    .orElse("–");
        }

        private Optional<Course.Done<Action.ConfirmBaseline>> last(Metric metric) {
            return said.stream()
                    .filter(one -> one.action().values().containsKey(metric))
                    .reduce((before, after) -> after);
        }
    }
}
