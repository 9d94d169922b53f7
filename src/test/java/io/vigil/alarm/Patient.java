package io.vigil.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/**
 * A patient told second by second, so that a test reads as a table: what happens at a time, then what the engine says
 * in that second. A value given once is repeated each second until another, or {@link #quiet}; cuff values are not.
 */
final class Patient {
    private final AlarmEngine engine;
    private final List<String> said = new ArrayList<>();
    private final Map<Metric, Repeated> repeated = new java.util.EnumMap<>(Metric.class);
    private final List<LongConsumer> acts = new ArrayList<>();
    private long next;
    private long second = -1;

    private record Repeated(double value, Quality quality) {}

    private Patient(List<Rule> rules, String phase) {
        engine = new AlarmEngine(rules, phase, 0, DisplayTimes.DEFAULT);
    }

    static Patient with(RuleBuilder... rules) {
        return inPhase("dosing", rules);
    }

    static Patient inPhase(String phase, RuleBuilder... rules) {
        return new Patient(
                java.util.Arrays.stream(rules).map(RuleBuilder::build).toList(), phase);
    }

    /** Runs every second before this one, then opens it. */
    Patient at(long atSecond) {
        close();
        assertThat(said)
                .as("not announced as expected before " + atSecond + " s")
                .isEmpty();
        while (next < atSecond) {
            run(next++);
            assertThat(said).as("unexpected at " + (next - 1) + " s").isEmpty();
        }
        second = atSecond;
        return this;
    }

    Patient spo2(double value) {
        return each(Metric.SPO2, value, Quality.GOOD);
    }

    Patient pr(double value) {
        return each(Metric.PR, value, Quality.GOOD);
    }

    Patient each(Metric metric, double value, Quality quality) {
        repeated.put(metric, new Repeated(value, quality));
        return this;
    }

    Patient quiet(Metric metric) {
        repeated.remove(metric);
        return this;
    }

    Patient sbp(double value) {
        return once(Metric.SBP, value, Quality.GOOD);
    }

    Patient once(Metric metric, double value, Quality quality) {
        acts.add(now -> engine.reading(metric, value, quality, now, now));
        return this;
    }

    Patient late(Metric metric, double value, Quality quality, long measuredSecond) {
        acts.add(now -> engine.reading(metric, value, quality, measuredSecond * 1_000, now));
        return this;
    }

    /** An action at this second, with the events it makes. */
    Patient does(Deed deed) {
        acts.add(now -> deed.on(engine, now, this::hear));
        return this;
    }

    Patient acks(String alarm) {
        return does((engine, now, events) -> engine.acknowledge(alarm, now, events));
    }

    Patient enters(String phase) {
        return does((engine, now, events) -> engine.phase(phase, now));
    }

    interface Deed {
        void on(AlarmEngine engine, long now, AlarmEvents events);
    }

    Patient silent() {
        close();
        assertThat(said).as("at " + second + " s").isEmpty();
        return this;
    }

    Patient raises(Priority priority, String alarm) {
        return says("raised " + alarm + " " + priority.wire());
    }

    Patient clears(String alarm) {
        return says("cleared " + alarm);
    }

    /** As {@code "latched spo2.low"}, {@code "escalated spo2.low 1"}; each takes one event of this second. */
    Patient says(String event) {
        close();
        assertThat(said).as("at " + second + " s").contains(event);
        said.remove(event);
        return this;
    }

    Patient sounds(Sound sound) {
        close();
        assertThat(engine.panel().sounding(second * 1_000))
                .as("sound at " + second + " s")
                .isEqualTo(sound);
        return this;
    }

    Patient is(Condition condition, String alarm) {
        close();
        assertThat(engine.panel().condition(alarm)).as("at " + second + " s").isEqualTo(condition);
        return this;
    }

    Patient shows(Display display, Metric metric) {
        close();
        assertThat(engine.panel().display(metric, second * 1_000))
                .as("display at " + second + " s")
                .isEqualTo(display);
        return this;
    }

    AlarmEngine engine() {
        close();
        return engine;
    }

    private void close() {
        if (next <= second) {
            run(second);
            next = second + 1;
        }
    }

    private void run(long atSecond) {
        long now = atSecond * 1_000;
        engine.begin(now);
        if (atSecond == second) {
            acts.forEach(act -> act.accept(now));
            acts.clear();
        }
        repeated.forEach((metric, held) -> engine.reading(metric, held.value(), held.quality(), now, now));
        engine.evaluate(now, true, this::hear);
    }

    private void hear(AlarmEvent event) {
        String more = switch (event.kind()) {
            case RAISED -> " " + event.priority().wire();
            case ESCALATED -> " " + event.level();
            default -> "";
        };
        said.add(event.kind().wire() + " " + event.alarm() + more);
    }
}
