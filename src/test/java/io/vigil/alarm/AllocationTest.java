package io.vigil.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

    private static final int ROUNDS = 5;

    private long now;

    @Test
    void anUneventfulReadingAllocatesNothing() {
        var engine = new AlarmEngine(oneOfEachKind(), "dosing", 0, DisplayTimes.DEFAULT);
        engine.baseline(Map.of(Metric.SPO2, 97.0));
        var events = new ArrayList<AlarmEvent>();
        AlarmEvents hear = events::add;
        seconds(engine, WARM_UP, hear);
        // What a reading allocates shows in every round; what the measuring itself does once shows in some.
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, allocatedBy(() -> seconds(engine, MEASURED, hear)));
        }

        assertThat(events).isEmpty();
        assertThat(least).isZero();
    }

    private static long allocatedBy(Runnable work) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        long itself = THREADS.getThreadAllocatedBytes(thread) - before;
        before = THREADS.getThreadAllocatedBytes(thread);
        work.run();
        return THREADS.getThreadAllocatedBytes(thread) - before - itself;
    }

    private void seconds(AlarmEngine engine, int count, AlarmEvents hear) {
        for (int second = 0; second < count; second++) {
            engine.begin(now);
            engine.reading(Metric.SPO2, 96 + second % 3, Quality.GOOD, now, now);
            engine.evaluate(now, true, hear);
            now += 1_000;
        }
    }

    private static List<Rule> oneOfEachKind() {
        var rules = new ArrayList<Rule>();
        for (RuleKind kind : RuleKind.values()) {
            rules.add(quiet(kind).build());
        }
        rules.add(Rule.named("run", RuleKind.LIMIT_LOW, Priority.HIGH)
                .on(Metric.SPO2)
                .limit(90)
                .counted(3, 60)
                .inhibitedBy(List.of("stale"))
                .build());
        return rules;
    }

    private static RuleBuilder quiet(RuleKind kind) {
        var rule = Rule.named(kind.wire(), kind, Priority.HIGH).on(Metric.SPO2);
        return switch (kind) {
            case LIMIT_HIGH -> rule.limit(100);
            case LIMIT_LOW -> rule.limit(88).delay(5).latching(true);
            case INTEGRAL_LOW -> rule.limit(88).threshold(20);
            case DELTA_HIGH, DELTA_LOW, DELTA_PCT_HIGH, DELTA_PCT_LOW -> rule.change(20);
            case RATE_HIGH, RATE_LOW -> rule.change(30).window(60);
            case ALL_OF, ANY_OF -> rule.on().of(List.of(new Rule.Part(Metric.SPO2, RuleKind.LIMIT_LOW, 88, 1, false)));
            case STALE -> rule.timeout(10);
            case OVERDUE -> rule.interval(60);
            case SENSOR_OFF, SIGNAL_QUALITY, CHECKPOINT -> rule;
            case DIFFER -> rule.on(Metric.SPO2, Metric.PR).change(20);
        };
    }
}
