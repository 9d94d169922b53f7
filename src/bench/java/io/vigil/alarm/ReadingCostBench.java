package io.vigil.alarm;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.session.Protocol;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
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
 * caches. One reading in two is of the pulse, one in four falls on a tick.
 *
 * <p>With the collector the service is started with: G1's own threads take the processor from a single reading now and
 * then. {@code floor} decides every rule at every reading; {@code leanFloor} at a tick, and between ticks those of the
 * metric read only. The engine must stay within three times the first.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReadingCostBench {
    private static final String PHASE = "dosing";

    @Param({"1", "100", "10000"})
    public int sessions;

    private AlarmEngine[] engines = {};
    private ArrayFloor floor = new ArrayFloor(new FloorRules(List.of(), PHASE), 0);
    private int turn;
    private long now;
    private int raised;
    private final AlarmEvents hear = event -> raised++;

    @Setup
    public void begin() {
        List<Rule> rules = defaultRules();
        List<Rule> bound =
                rules.stream().filter(ReadingCostBench::hasItsDevice).toList();
        engines = new AlarmEngine[sessions];
        floor = new ArrayFloor(new FloorRules(bound, PHASE), sessions);
        for (int index = 0; index < sessions; index++) {
            engines[index] = new AlarmEngine(rules, PHASE, 0, DisplayTimes.DEFAULT);
            for (Rule rule : rules) {
                if (!hasItsDevice(rule)) {
                    engines[index].enable(rule.id(), false, 0, AlarmEvents.NONE);
                }
            }
            engines[index].baseline(Map.of(Metric.SBP, 120.0, Metric.DBP, 75.0));
            floor.baseline(index, Metric.SBP, 120);
            floor.baseline(index, Metric.DBP, 75);
        }
    }

    /** An oximeter and a cuff are bound: rules that wait for other feeds do not run. */
    private static boolean hasItsDevice(Rule rule) {
        Metric first = rule.metrics().isEmpty() ? Metric.SPO2 : rule.metrics().get(0);
        return rule.kind() != RuleKind.STALE || first == Metric.SPO2 || first == Metric.PR;
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

    private Metric metric() {
        return now % 500 == 0 ? Metric.PR : Metric.SPO2;
    }

    private double value() {
        return now % 500 == 0 ? 70 + (now / 500 & 3) : 96 + (now >> 3 & 1);
    }

    @Benchmark
    public int engine() {
        next();
        AlarmEngine engine = engines[turn];
        engine.begin(now);
        engine.reading(metric(), value(), Quality.GOOD, now, now);
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
        takeIn();
        floor.evaluate(turn, now);
        return floor.changes;
    }

    @Benchmark
    public int leanFloor() {
        next();
        takeIn();
        if (now % 1_000 == 0) {
            floor.evaluate(turn, now);
        } else {
            floor.evaluate(turn, metric(), now);
        }
        return floor.changes;
    }

    private void takeIn() {
        floor.reading(turn, metric(), value(), Quality.GOOD, now);
        if (now % 300_000 == 0) {
            floor.reading(turn, Metric.SBP, 121, Quality.GOOD, now);
            floor.reading(turn, Metric.DBP, 76, Quality.GOOD, now);
            floor.reading(turn, Metric.MAP, 91, Quality.GOOD, now);
        }
    }
}
