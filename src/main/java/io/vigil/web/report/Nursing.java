package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What people did and found: doses, phases, limits, adverse events, notes, the discharge. */
record Nursing(Course course, Words words, Times times) {
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

    Report.Section baseline() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action.ConfirmBaseline> one : course.all(Action.ConfirmBaseline.class)) {
            Map<Metric, Double> values = new TreeMap<>(one.action().values());
            List<String> parts = values.entrySet().stream()
                    .map(value -> words.say("metric." + value.getKey().wire()) + " " + Times.number(value.getValue()))
                    .toList();
            rows.add(List.of(times.time(one.atMillis()), String.join(" · ", parts), one.by()));
        }
        return table("baseline", List.of("time", "values", "by"), rows);
    }

    Report.Section limits() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action.SetLimit> one : course.all(Action.SetLimit.class)) {
            rows.add(List.of(
                    times.time(one.atMillis()),
                    one.action().alarm(),
                    Times.number(one.from()),
                    Times.number(one.action().limit()),
                    some(one.action().reason()),
                    one.by()));
        }
        return table("limits", List.of("time", "alarm", "from", "to", "reason", "by"), rows);
    }

    Report.Section adverse() {
        List<List<String>> rows = new ArrayList<>();
        Map<String, Course.Done<Action.AdverseEvent>> last = new TreeMap<>();
        // Told again with its end, an event is one event.
        course.all(Action.AdverseEvent.class)
                .forEach(one ->
                        last.put(one.action().onsetMillis() + one.action().kind(), one));
        for (Course.Done<Action.AdverseEvent> one : last.values()) {
            Action.AdverseEvent event = one.action();
            rows.add(List.of(
                    words.named("adverse", event.kind()),
                    times.time(event.onsetMillis()),
                    event.resolvedMillis() == 0 ? words.say("report.lasting") : times.time(event.resolvedMillis()),
                    some(event.text()),
                    one.by()));
        }
        return table("adverse", List.of("event", "onset", "resolved", "remarks", "by"), rows);
    }

    /** Notes, and what else was done by hand: cuff readings asked for, standby, pauses of the sound. */
    Report.Section notes() {
        List<List<String>> rows = new ArrayList<>();
        for (Course.Done<Action> one : course.done) {
            String text = "";
            if (one.action() instanceof Action.Note note) {
                text = note.text();
            } else if (one.action() instanceof Action.Cuff cuff) {
                text = words.say("log.action.nibp", "action", words.named("log.cuff", cuff.action()));
            } else if (one.action() instanceof Action.Standby standby) {
                text = words.say("log.action.standby", "length", Times.length(standby.durationMillis()));
            } else if (one.action() instanceof Action.PauseAudio pause) {
                text = words.say("log.action.audio-pause", "length", Times.length(pause.durationMillis()));
            } else if (one.action() instanceof Action.Resume) {
                text = words.say("log.action.resume");
            }
            if (!text.isEmpty()) {
                rows.add(List.of(times.time(one.atMillis()), text, one.by()));
            }
        }
        return table("notes", List.of("time", "note", "by"), rows);
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
            String reason = one.action().overrideReason();
            String told = reason == null ? "" : ". " + words.say("report.override") + ": " + reason;
            rows.add(List.of(times.time(one.atMillis()), words.say("gate.done") + told, one.by()));
        }
        return table("discharge", List.of("time", "finding", "by"), rows);
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
