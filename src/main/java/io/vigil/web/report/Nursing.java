package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.session.Care;
import io.vigil.session.Patient;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What people did and found: doses, phases, limits, adverse events, notes, the discharge. */
record Nursing(Course course, Words words, Times times, AlarmNames names) {
    Report.Section doses() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action.Dose> one : course.doses()) {
            Action.Dose dose = one.action();
            rows.add(List.of(
                    times.time(one.atMillis()),
                    words.say("dose.event." + dose.event()),
                    words.named("drug", dose.drug()),
                    words.named("route", dose.route()),
                    dose.event().equals("stop") ? "–" : Times.number(dose.amount()) + " " + dose.unit(),
                    some(dose.rate()),
                    some(dose.lot()),
                    some(dose.overrideReason()),
                    one.by()));
        }
        return table(
                "doses", List.of("time", "what", "drug", "route", "amount", "rate", "lot", "override", "by"), rows);
    }

    Report.Section phases() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                times.time(course.startedMillis),
                words.named("phase", course.opening.protocol().first().id()),
                course.opening.by()));
        for (Course.Done<Action.MovePhase> one : course.all(Action.MovePhase.class)) {
            rows.add(List.of(
                    times.time(one.atMillis()),
                    words.named("phase", one.action().phase()),
                    one.by()));
        }
        return table("phases", List.of("time", "phase", "by"), rows);
    }

    /** Each confirmation, and which of its values hold: a later one replaces what it names. */
    Report.Section baseline() {
        List<Course.Done<Action.ConfirmBaseline>> all = course.all(Action.ConfirmBaseline.class);
        List<List<String>> rows = new ArrayList<>();
        for (int at = 0; at < all.size(); at++) {
            Course.Done<Action.ConfirmBaseline> one = all.get(at);
            rows.add(List.of(
                    times.time(one.atMillis()),
                    values(one.action().values()),
                    holds(one.action().values(), all.subList(at + 1, all.size())),
                    one.by()));
        }
        return table("baseline", List.of("time", "values", "holds", "by"), rows);
    }

    private String holds(Map<Metric, Double> values, List<Course.Done<Action.ConfirmBaseline>> later) {
        Map<Metric, Double> left = new TreeMap<>(values);
        long last = 0;
        for (Course.Done<Action.ConfirmBaseline> one : later) {
            if (left.keySet().removeAll(one.action().values().keySet())) {
                last = one.atMillis();
            }
        }
        if (left.size() == values.size()) {
            return words.say("report.holds");
        }
        return left.isEmpty()
                ? words.say("report.replaced", "at", times.time(last))
                : words.say("report.holds.partly", "values", values(left), "at", times.time(last));
    }

    private String values(Map<Metric, Double> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value ->
                                words.say("metric." + value.getKey().wire()) + " " + Times.number(value.getValue()))
                        .collect(Collectors.joining(" · "));
    }

    Report.Section limits() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action.SetLimit> one : course.all(Action.SetLimit.class)) {
            rows.add(List.of(
                    times.time(one.atMillis()),
                    names.withPriority(one.action().alarm()),
                    Times.number(one.from()),
                    Times.number(one.action().limit()),
                    some(one.action().reason()),
                    one.by()));
        }
        return table("limits", List.of("time", "alarm", "from", "to", "reason", "by"), rows);
    }

    Report.Section adverse() {
        List<List<String>> rows = new ArrayList<>();
        for (Care.Adverse event : course.adverse()) {
            rows.add(List.of(
                    words.named("adverse", event.kind()),
                    times.time(event.onsetMillis()),
                    event.resolvedMillis() == 0 ? words.say("report.lasting") : times.time(event.resolvedMillis()),
                    some(event.text()),
                    event.by()));
        }
        return table("adverse", List.of("event", "onset", "resolved", "remarks", "by"), rows);
    }

    /** Notes, what else was done by hand, and what was taken back. */
    Report.Section notes() {
        List<Course.Done<Action>> all = new ArrayList<>(course.done);
        course.takenBack.forEach(one -> all.add(new Course.Done<>(
                one.word().atMillis(),
                one.word().by(),
                one.word().action(),
                one.word().from())));
        all.sort(Comparator.comparingLong(Course.Done::atMillis));
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action> one : all) {
            String text = noted(one);
            if (!text.isEmpty()) {
                rows.add(List.of(times.time(one.atMillis()), text, one.by()));
            }
        }
        return table("notes", List.of("time", "note", "by"), rows);
    }

    private String noted(Course.Done<Action> one) {
        if (one.action() instanceof Action.Note note) {
            return note.text();
        } else if (one.action() instanceof Action.Cuff cuff) {
            return words.say("log.action.nibp", "action", words.named("log.cuff", cuff.action()));
        } else if (one.action() instanceof Action.Standby standby) {
            return words.say("log.action.standby", "length", Times.length(standby.durationMillis()));
        } else if (one.action() instanceof Action.PauseAudio pause) {
            return words.say("log.action.audio-pause", "length", Times.length(pause.durationMillis()));
        } else if (one.action() instanceof Action.Resume) {
            return words.say("log.action.resume");
        } else if (one.action() instanceof Action.Reassign other) {
            return words.say("report.reassigned", "patient", named(other.patient()), "reason", other.reason())
                    .strip();
        } else if (one.action() instanceof Action.Undo undo) {
            return course.takenBack.stream()
                    .filter(back -> back.word().action() == undo)
                    .findFirst()
                    .map(back -> takenBack(back.deed(), undo.reason()))
                    .orElse("");
        }
        return "";
    }

    private String takenBack(Course.Done<Action> deed, String reason) {
        Action action = deed.action();
        String what = "";
        if (action instanceof Action.Dose dose) {
            what = words.named("drug", dose.drug()) + " " + Times.number(dose.amount()) + " " + dose.unit();
        } else if (action instanceof Action.ConfirmBaseline baseline) {
            what = values(baseline.values());
        } else if (action instanceof Action.SetLimit limit) {
            what = names.withPriority(limit.alarm()) + " " + Times.number(limit.limit());
        } else if (action instanceof Action.Note note) {
            what = note.text();
        } else if (action instanceof Action.MovePhase move) {
            what = words.named("phase", move.phase());
        } else if (action instanceof Action.AdverseEvent event) {
            what = words.named("adverse", event.kind());
        }
        return words.say(
                        "report.takenback",
                        "action",
                        (words.named("deed", action.name()) + " " + what).strip(),
                        "at",
                        times.time(deed.atMillis()),
                        "reason",
                        reason)
                .strip();
    }

    /** As the header of the record names a person. */
    static String named(Patient patient) {
        return patient.display() + ", " + patient.birthDate() + ", " + patient.id();
    }

    Report.Section discharge() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action.Assess> one : course.all(Action.Assess.class)) {
            Action.Assess found = one.action();
            List<String> parts = new ArrayList<>();
            if (found.aldrete() != null) {
                parts.add(words.say("gate.aldrete") + " " + found.aldrete());
            }
            if (found.moaas() != null) {
                parts.add("MOAA/S " + found.moaas());
            }
            if (found.rideConfirmed() != null) {
                parts.add(words.say("gate.ride") + ": " + words.say(found.rideConfirmed() ? "yes" : "no"));
            }
            if (found.resolved() != null) {
                found.resolved().forEach(effect -> parts.add(words.named("gate", effect)));
            }
            rows.add(List.of(times.time(one.atMillis()), String.join("; ", parts), one.by()));
        }
        for (Course.Done<Action.Discharge> one : course.all(Action.Discharge.class)) {
            rows.add(List.of(times.time(one.atMillis()), new Leaving(course, words, times).found(one.atMillis()), "–"));
            String reason = one.action().overrideReason();
            String told = reason == null ? "" : ". " + words.say("report.override") + ": " + reason;
            rows.add(List.of(times.time(one.atMillis()), words.say("gate.done") + told, one.by()));
        }
        for (Course.Done<Action.Abort> one : course.all(Action.Abort.class)) {
            rows.add(List.of(
                    times.time(one.atMillis()),
                    words.say("log.action.abort", "reason", one.action().reason()),
                    one.by()));
        }
        return table("discharge", List.of("time", "finding", "by"), rows);
    }

    /** Devices put on and taken off, moved to another patient too. */
    Report.Section devices() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Move one : course.moves) {
            rows.add(List.of(
                    times.time(one.atMillis()),
                    words.say(one.on() ? "log.device.bound" : "log.device.unbound", "detail", one.device()),
                    one.by()));
        }
        return table("moves", List.of("time", "what", "by"), rows);
    }

    /** What was put right in the chart, each word by itself. */
    Report.Section corrections() {
        List<List<String>> rows = new ArrayList<>();
        for (Correction one : course.corrections) {
            rows.add(List.of(
                    times.time(one.measuredMillis()),
                    words.named("chart.kind", one.kind().wire()),
                    values(measured(one)),
                    one.takenBack() ? words.say("report.takenback.all") : values(one.values()),
                    one.reason(),
                    times.time(one.saidMillis()) + " " + one.by()));
        }
        return table("corrections", List.of("at", "what", "measured", "corrected", "reason", "by"), rows);
    }

    /** As the device said it; what stood in the chart where it is of no single reading. */
    private Map<Metric, Double> measured(Correction one) {
        Map<Metric, Double> measured = new TreeMap<>();
        one.charted().forEach(value -> measured.put(value.metric(), value.value()));
        if (one.ofReading()) {
            measured.replaceAll((metric, value) -> course.measured.of(metric).stream()
                    .filter(each -> each.atMillis() == one.measuredMillis()
                            && each.device().equals(one.device()))
                    .map(Measurements.Value::value)
                    .findFirst()
                    .orElse(Double.NaN));
        }
        return measured;
    }

    Report.Section table(String id, List<String> heads, List<List<String>> rows) {
        return new Report.Section(
                id,
                words.say("report." + id),
                heads.stream().map(head -> words.say("report.head." + head)).toList(),
                rows,
                words.say("report.none"));
    }

    private static String some(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.isBlank() ? "–" : text;
    }
}
