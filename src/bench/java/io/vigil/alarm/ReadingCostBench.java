package io.vigil.alarm;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.session.Protocol;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one uneventful reading costs: taken in and every rule of the default protocol decided, in the infusion of a
 * patient with a confirmed baseline; sessions take turns, so that with many of them each finds its state gone from the
 * caches. {@code floor} is a loop over arrays that decides the same rules.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingCostBench {
    @Param({"1", "100", "10000"})
    public int sessions;

    private AlarmEngine[] engines = {};
    private ArrayFloor[] floors = {};
    private int turn;
    private long now;
    private int raised;
    private final AlarmEvents hear = event -> raised++;

    @Setup
    public void begin() {
        List<Rule> rules = defaultRules();
        engines = new AlarmEngine[sessions];
        floors = new ArrayFloor[sessions];
        for (int index = 0; index < sessions; index++) {
            engines[index] = new AlarmEngine(rules, "dosing", 0, DisplayTimes.DEFAULT);
            for (Rule rule : rules) {
                boolean ofNoDevice = rule.kind() == RuleKind.STALE && rule.metrics().get(0) != Metric.SPO2
                        && rule.metrics().get(0) != Metric.PR;
                if (ofNoDevice) {
                    engines[index].enable(rule.id(), false, 0, AlarmEvents.NONE);
                }
            }
            engines[index].baseline(java.util.Map.of(Metric.SBP, 120.0, Metric.DBP, 75.0));
            floors[index] = new ArrayFloor(
                    rules.stream()
                            .filter(rule -> rule.kind() != RuleKind.STALE
                                    || rule.metrics().get(0) == Metric.SPO2
                                    || rule.metrics().get(0) == Metric.PR)
                            .toList(),
                    "dosing");
            floors[index].baseline(Metric.SBP, 120);
            floors[index].baseline(Metric.DBP, 75);
        }
    }

    private static List<Rule> defaultRules() {
        if (Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read) {
            return read.value().get(0).rules();
        }
        throw new IllegalStateException("the shipped protocols do not load");
    }

    /** Time goes on by 250 ms a round, a cuff reads every five minutes, so that nothing is ever stale or overdue. */
    private void next() {
        if (++turn >= sessions) {
            turn = 0;
            now += 250;
        }
    }

    @Benchmark
    public int engine() {
        next();
        AlarmEngine engine = engines[turn];
        engine.begin(now);
        boolean pulse = now % 500 == 0;
        engine.reading(
                pulse ? Metric.PR : Metric.SPO2, pulse ? 70 + (now & 3) : 96 + (now & 1), Quality.GOOD, now, now);
        if (now % 300_000 == 0) {
            engine.reading(Metric.SBP, 121, Quality.GOOD, now, now);
            engine.reading(Metric.DBP, 76, Quality.GOOD, now, now);
            engine.reading(Metric.MAP, 91, Quality.GOOD, now, now);
        }
        engine.evaluate(now, now % 1_000 == 0, hear);
        return raised;
    }

    @Benchmark
    public int floor() {
        next();
        ArrayFloor floor = floors[turn];
        boolean pulse = now % 500 == 0;
        floor.reading(pulse ? Metric.PR : Metric.SPO2, pulse ? 70 + (now & 3) : 96 + (now & 1), Quality.GOOD, now);
        if (now % 300_000 == 0) {
            floor.reading(Metric.SBP, 121, Quality.GOOD, now);
            floor.reading(Metric.DBP, 76, Quality.GOOD, now);
            floor.reading(Metric.MAP, 91, Quality.GOOD, now);
        }
        floor.evaluate(now);
        return floor.changes;
    }
}
