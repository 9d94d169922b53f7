package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.session.Care;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of the esketamine REMS patient monitoring form that the record can answer; the others are left to be
 * written by hand, and say so.
 */
record Rems(Course course, List<AlarmRows.Row> alarms, Words words, Times times) {
    private static final long FORTY_MINUTES = 2_400_000;
    private static final long WINDOW = 300_000;

    static boolean applies(Course course) {
        return course.opening.protocol().id().contains("esketamine")
                || course.doses().stream().anyMatch(dose -> dose.action().drug().equals("esketamine"));
    }

    Report.Section section() {
        long dose = course.firstDoseMillis();
        long end = course.endedMillis();
        List<List<String>> rows = new ArrayList<>();
        add(rows, "drug", total());
        add(rows, "lot", lots());
        add(rows, "minutes", dose == 0 || end == 0 ? "–" : String.valueOf((end - dose) / 60_000));
        add(rows, "before.ok", dose == 0 ? "–" : yes(!held(dose)));
        add(rows, "bp.before", dose == 0 ? "–" : pressure(course.startedMillis, dose, true));
        add(
                rows,
                "bp.40",
                dose == 0 ? "–" : pressure(dose + FORTY_MINUTES - WINDOW, dose + FORTY_MINUTES + WINDOW, false));
        add(rows, "bp.end", end == 0 ? "–" : pressure(dose, end, true));
        for (String effect : List.of("sedation", "dissociation", "respiratory_depression")) {
            add(rows, effect, effect(effect));
        }
        add(rows, "other", others());
        add(rows, "moaas", moaas());
        add(rows, "medication", words.say("report.byhand"));
        add(rows, "ready", words.say("report.byhand"));
        add(rows, "serious", words.say("report.byhand"));
        return new Report.Section("rems", words.say("report.rems"), List.of(), rows, "");
    }

    private void add(List<List<String>> rows, String field, String value) {
        rows.add(List.of(words.say("report.rems." + field), value));
    }

    private String yes(boolean yes) {
        return words.say(yes ? "yes" : "no");
    }

    private boolean held(long dose) {
        return alarms.stream()
                .anyMatch(row -> row.alarm().startsWith("predose.")
                        && row.raisedMillis() <= dose
                        && (row.overMillis() == 0 || row.overMillis() >= dose));
    }

    private String total() {
        double sum = course.doses().stream()
                .filter(dose -> !dose.action().event().equals("stop"))
                .mapToDouble(dose -> dose.action().amount())
                .sum();
        return sum == 0 ? "–" : Times.number(sum) + " mg";
    }

    private String lots() {
        List<String> lots = new ArrayList<>();
        for (Course.Done<Action.Dose> dose : course.doses()) {
            String lot = dose.action().lot();
            if (lot != null && !lot.isBlank() && !lots.contains(lot)) {
                lots.add(lot);
            }
        }
        return lots.isEmpty() ? words.say("report.byhand") : String.join(", ", lots);
    }

    private String pressure(long from, long to, boolean last) {
        List<Measurements.Value> all = course.values.between(Metric.SBP, from, to);
        if (all.isEmpty()) {
            return words.say("report.notmeasured");
        }
        return new Figures(course.values, words, times).pressure(all.get(last ? all.size() - 1 : 0), " mmHg, ", "");
    }

    private String effect(String kind) {
        return course.adverse().stream()
                .filter(one -> one.kind().equals(kind))
                .reduce((first, second) -> second)
                .map(one -> yes(true) + ", " + times.time(one.onsetMillis())
                        + (one.resolvedMillis() == 0
                                ? ", " + words.say("report.lasting")
                                : " – " + times.time(one.resolvedMillis())))
                .orElse(words.say("report.notrecorded"));
    }

    private String others() {
        List<String> kinds = course.adverse().stream()
                .map(Care.Adverse::kind)
                .filter(kind -> !List.of("sedation", "dissociation", "respiratory_depression")
                        .contains(kind))
                .distinct()
                .map(kind -> words.named("adverse", kind))
                .toList();
        return kinds.isEmpty() ? words.say("report.notrecorded") : String.join(", ", kinds);
    }

    private String moaas() {
        return course.all(Action.Assess.class).stream()
                .filter(one -> one.action().moaas() != null)
                .map(one -> one.action().moaas() + " (" + times.time(one.atMillis()) + ")")
                .reduce((first, second) -> first + ", " + second)
                .orElse(words.say("report.notrecorded"));
    }
}
