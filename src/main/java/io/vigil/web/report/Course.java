package io.vigil.web.report;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Input;
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

    final Happening.Started opening;
    final long startedMillis;
    final Measurements measured = new Measurements();
    final List<Done<Action>> done = new ArrayList<>();
    final Map<Metric, Double> baseline = new EnumMap<>(Metric.class);
    final Set<String> staff = new TreeSet<>();
    final List<String> devices = new ArrayList<>();
    private final long lastMillis;

    /** @throws IllegalArgumentException when the first input does not open a session */
    Course(List<Input> inputs) {
        if (inputs.isEmpty() || !(inputs.get(0).what() instanceof Happening.Started first)) {
            throw new IllegalArgumentException("a session's record begins with its opening");
        }
        this.opening = first;
        this.startedMillis = inputs.get(0).atMillis();
        this.lastMillis = inputs.get(inputs.size() - 1).atMillis();
        staff.add(first.by());
        inputs.forEach(this::take);
        measured.sort();
    }

    private void take(Input input) {
        Happening what = input.what();
        if (what instanceof Happening.Measured frame) {
            measured.take(frame.measuredMillis(), frame.readings());
        } else if (what instanceof Happening.Bound bound) {
            devices.add(bound.device());
        } else if (what instanceof Happening.Acted acted && acted.refused() == null) {
            done.add(new Done<>(input.atMillis(), acted.by(), acted.action(), acted.from()));
            staff.add(acted.by());
            if (acted.action() instanceof Action.ConfirmBaseline confirmed) {
                baseline.putAll(confirmed.values());
            }
        }
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
        return all(Action.Discharge.class).stream().mapToLong(Done::atMillis).reduce(0, Math::max);
    }

    /** The end of what is told: the discharge, else the last input. */
    long untilMillis() {
        long ended = endedMillis();
        return ended == 0 ? lastMillis : ended;
    }

    /** The highest systolic pressure after the first dose. */
    Optional<Measurements.Value> peak() {
        long from = firstDoseMillis();
        return from == 0 ? Optional.empty() : measured.highest(Metric.SBP, from, untilMillis());
    }

    /** When the systolic pressure was first within 20 % of its baseline after the peak; 0 when it was not. */
    long recoveredMillis() {
        Double base = baseline.get(Metric.SBP);
        Optional<Measurements.Value> peak = peak();
        if (base == null || peak.isEmpty()) {
            return 0;
        }
        return measured.between(Metric.SBP, peak.get().atMillis(), untilMillis()).stream()
                .filter(value -> Math.abs(value.value() - base) * 100 <= 20 * base)
                .mapToLong(Measurements.Value::atMillis)
                .findFirst()
                .orElse(0);
    }
}
