package io.vigil.web.report;

import io.vigil.alarm.Rule;
import io.vigil.session.Action;
import io.vigil.session.Care;
import io.vigil.session.CourseNotes;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.UndoDesk;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a session's inputs tell, sorted for the record. Read once, then only looked at; one thread. */
final class Course {
    /** Something a person did that was taken. */
    record Done<A extends Action>(long atMillis, String by, A action, double from) {}

    /** A slip of the hand, and the word that took it back. */
    record TakenBack(Done<Action.Undo> word, Done<Action> deed) {}

    /** A device that was put on or taken off. */
    record Move(long atMillis, String device, boolean on, String by) {}

    final Happening.Started opening;
    final long startedMillis;
    /** As the devices said it, and as the alarms were decided. */
    final Measurements measured = new Measurements();
    /** With what people put right. */
    final Measurements values;

    final List<Correction> corrections;
    final List<Move> moves = new ArrayList<>();
    /** Without what was taken back. */
    final List<Done<Action>> done = new ArrayList<>();

    final List<TakenBack> takenBack = new ArrayList<>();
    final Set<String> staff = new TreeSet<>();
    final List<String> devices = new ArrayList<>();
    private final long lastMillis;

    /** @throws IllegalArgumentException when the first input does not open a session */
    Course(List<Input> inputs, List<Correction> corrections) {
        if (inputs.isEmpty() || !(inputs.get(0).what() instanceof Happening.Started first)) {
            throw new IllegalArgumentException("a session's record begins with its opening");
        }
        this.opening = first;
        this.startedMillis = inputs.get(0).atMillis();
        this.lastMillis = inputs.get(inputs.size() - 1).atMillis();
        staff.add(first.by());
        inputs.forEach(this::take);
        measured.sort();
        this.corrections = List.copyOf(corrections);
        this.values = measured.corrected(corrections);
    }

    private void take(Input input) {
        Happening what = input.what();
        if (what instanceof Happening.Measured frame) {
            measured.take(frame.measuredMillis(), frame.device(), frame.readings());
        } else if (what instanceof Happening.Bound bound) {
            devices.add(bound.device());
            moves.add(new Move(input.atMillis(), bound.device(), true, bound.by()));
        } else if (what instanceof Happening.Unbound unbound) {
            moves.add(new Move(input.atMillis(), unbound.device(), false, unbound.by()));
        } else if (what instanceof Happening.Acted acted && acted.refused() == null) {
            staff.add(acted.by());
            if (acted.action() instanceof Action.Undo undo) {
                takeBack(new Done<>(input.atMillis(), acted.by(), undo, acted.from()));
            } else {
                done.add(new Done<>(input.atMillis(), acted.by(), acted.action(), acted.from()));
            }
        }
    }

    private void takeBack(Done<Action.Undo> word) {
        for (int at = done.size() - 1; at >= 0; at--) {
            if (UndoDesk.takesPart(done.get(at).action())) {
                takenBack.add(new TakenBack(word, done.remove(at)));
                return;
            }
        }
    }

    Optional<Rule> rule(String alarm) {
        return opening.protocol().rules().stream()
                .filter(rule -> rule.id().equals(alarm))
                .findFirst();
    }

    /** As it holds at the end: each confirmation replaces what it names and leaves the rest. */
    Map<Metric, Double> baseline() {
        Map<Metric, Double> baseline = new EnumMap<>(Metric.class);
        all(Action.ConfirmBaseline.class)
                .forEach(one -> baseline.putAll(one.action().values()));
        return baseline;
    }

    /** Who sits in the chair at the end. */
    Patient patient() {
        return all(Action.Reassign.class).stream()
                .map(one -> one.action().patient())
                .reduce(opening.patient(), (before, after) -> after);
    }

    <A extends Action> List<Done<A>> all(Class<A> kind) {
        List<Done<A>> found = new ArrayList<>();
        for (Done<Action> one : done) {
            if (kind.isInstance(one.action())) {
                found.add(new Done<>(one.atMillis(), one.by(), kind.cast(one.action()), one.from()));
            }
        }
        return found;
    }

    /** Told again with its end, or found gone, an event is one event. */
    List<Care.Adverse> adverse() {
        CourseNotes notes = new CourseNotes(opening, startedMillis, endedMillis());
        done.forEach(one -> notes.acted(one.atMillis(), one.by(), one.action()));
        return notes.course().adverse();
    }

    List<Done<Action.Dose>> doses() {
        return all(Action.Dose.class);
    }

    /** 0 before the first dose. */
    long firstDoseMillis() {
        return doses().stream()
                .filter(dose -> !dose.action().event().equals("stop"))
                .mapToLong(Done::atMillis)
                .findFirst()
                .orElse(0);
    }

    /** 0 while the session is open. */
    long endedMillis() {
        return done.stream()
                .filter(one -> one.action() instanceof Action.Discharge || one.action() instanceof Action.Abort)
                .mapToLong(Done::atMillis)
                .reduce(0, Math::max);
    }

    /** The end of what is told: the discharge, else the last input. */
    long untilMillis() {
        long ended = endedMillis();
        return ended == 0 ? lastMillis : ended;
    }

    /** The highest systolic pressure after the first dose. */
    Optional<Measurements.Value> peak() {
        long from = firstDoseMillis();
        return from == 0 ? Optional.empty() : values.highest(Metric.SBP, from, untilMillis());
    }

    /** When the systolic pressure was first within 20 % of its baseline after the peak; 0 when it was not. */
    long recoveredMillis() {
        Double base = baseline().get(Metric.SBP);
        Optional<Measurements.Value> peak = peak();
        if (base == null || peak.isEmpty()) {
            return 0;
        }
        return values.between(Metric.SBP, peak.get().atMillis(), untilMillis()).stream()
                .filter(value -> Math.abs(value.value() - base) * 100 <= 20 * base)
                .mapToLong(Measurements.Value::atMillis)
                .findFirst()
                .orElse(0);
    }
}
