package io.vigil.cli.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Priority;
import io.vigil.session.preview.Difference;
import io.vigil.session.preview.Occurrence;
import io.vigil.session.preview.Occurrences;
import io.vigil.session.preview.Tally;
import java.io.IOException;
import java.util.List;

/** The occurrences of one scenario, and the lines that {@code --summary} and {@code --diff} print of them. */
final class ReplayTally implements ReplayHeard {
    private static final double MILLIS = 1_000.0;
    private static final List<Priority> PRIORITIES = List.of(Priority.HIGH, Priority.MEDIUM, Priority.LOW);

    private final ReplayHeard also;
    private final Occurrences occurrences = new Occurrences();
    private long startMillis;

    /** @param also hears the same */
    ReplayTally(ReplayHeard also) {
        this.also = also;
    }

    @Override
    public void scenario(String id, long start) {
        startMillis = start;
        also.scenario(id, start);
    }

    @Override
    public void event(AlarmEvent event, String session) {
        occurrences.hear(session, event);
        also.event(event, session);
    }

    @Override
    public void snapshot(long atMillis, String session, Part content) {
        also.snapshot(atMillis, session, content);
    }

    @Override
    public void audit(long atMillis, String action, String by, Part rest) {
        also.audit(atMillis, action, by, rest);
    }

    /** Lines printed from here on are of this scenario. */
    void scenarioOf(String id, ReplayLines lines) {
        lines.scenario(id, startMillis);
    }

    /** @param name of the line's key; @param endMillis on the session's clock */
    void summary(String name, long endMillis, int sessions, ReplayLines lines) {
        lines.line(json -> {
            json.writeObjectFieldStart(name);
            ReplayLines.number(json, "duration_s", (endMillis - startMillis) / MILLIS);
            for (Priority priority : PRIORITIES) {
                json.writeObjectFieldStart(priority.wire());
                write(json, Tally.of(occurrences.list(), priority, startMillis, endMillis, sessions));
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Tally tally) throws IOException {
        json.writeNumberField("alarms", tally.alarms());
        rounded(json, "per_hour", tally.perHour());
        ReplayLines.number(json, "in_alarm_s", tally.inAlarmMillis() / MILLIS);
        rounded(json, "clear_median_s", tally.medianMillis() / MILLIS);
        rounded(json, "clear_longest_s", tally.longestMillis() / MILLIS);
        json.writeNumberField("standing", tally.standing());
    }

    private static void rounded(JsonGenerator json, String key, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(key);
        } else {
            ReplayLines.number(json, key, Math.round(value * MILLIS) / MILLIS);
        }
    }

    /** One line for each alarm that the other rules would have taken away, added or moved. */
    void difference(ReplayTally after, ReplayLines lines) {
        Difference found = Difference.between(occurrences.list(), after.occurrences.list());
        found.gone().forEach(one -> line("gone", one, lines));
        found.added().forEach(one -> line("added", one, lines));
        found.moved()
                .forEach(pair -> lines.line(json -> {
                    json.writeStringField("diff", "moved");
                    occurrence(json, pair.before());
                    ReplayLines.seconds(json, "to_t_s", pair.after().raisedMillis() - startMillis);
                    ended(json, "to_end_t_s", pair.after());
                }));
        lines.line(json -> {
            json.writeObjectFieldStart("diff");
            json.writeNumberField("same", found.same());
            json.writeNumberField("gone", found.gone().size());
            json.writeNumberField("added", found.added().size());
            json.writeNumberField("moved", found.moved().size());
            json.writeEndObject();
        });
    }

    private void line(String what, Occurrence one, ReplayLines lines) {
        lines.line(json -> {
            json.writeStringField("diff", what);
            occurrence(json, one);
        });
    }

    private void occurrence(JsonGenerator json, Occurrence one) throws IOException {
        ReplayLines.seconds(json, "t_s", one.raisedMillis() - startMillis);
        ended(json, "end_t_s", one);
        json.writeStringField("alarm", one.alarm());
        json.writeStringField("priority", one.priority().wire());
        if (!one.session().isEmpty()) {
            json.writeStringField("session", one.session());
        }
    }

    private void ended(JsonGenerator json, String key, Occurrence one) throws IOException {
        if (one.stands()) {
            json.writeNullField(key);
        } else {
            ReplayLines.seconds(json, key, one.endedMillis() - startMillis);
        }
    }
}
