package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmEvents;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.alarm.StateWalk;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cuff reading that violates a limit or failed is to be repeated soon, until two in a row are clear; a repetition a
 * minute late is an alarm. Part of the fold: pure, one thread.
 */
final class Recheck {
    static final String ALARM = "tech.nibp.recheck";

    private static final double LATE_SECONDS = 60;
    private static final int CLEAR_IN_A_ROW = 2;
    /** A device that repeats its last result, or that it has none, has not measured again. */
    private static final long SAME_MILLIS = 60_000;

    private static final long OLDEST_LIVE_MILLIS = 120_000;

    private final Protocol protocol;
    private final long afterMillis;
    private final boolean wanted;
    private boolean pending;
    private long sinceMillis;
    private int clear;
    private long lastMillis = Long.MIN_VALUE;
    private List<Reading> last = List.of();

    Recheck(Protocol protocol) {
        this.protocol = protocol;
        this.wanted = protocol.rules().stream().anyMatch(Recheck::isCuffSchedule)
                && protocol.rules().stream().noneMatch(rule -> rule.id().equals(ALARM));
        this.afterMillis = Math.max(protocol.recheckAfterMillis(), protocol.longestSpanMillis());
    }

    private static boolean isCuffSchedule(Rule rule) {
        return rule.kind() == RuleKind.OVERDUE && rule.metrics().contains(Metric.SBP);
    }

    /** The alarm of a repetition that is late; none where the protocol has no cuff schedule, or its own such alarm. */
    List<Rule> rules() {
        if (!wanted) {
            return List.of();
        }
        return List.of(Rule.named(ALARM, RuleKind.OVERDUE, Priority.MEDIUM)
                .on(Metric.SBP)
                .accept(Set.of(Quality.GOOD, Quality.QUESTIONABLE))
                .interval(afterMillis / 1000.0)
                .grace(LATE_SECONDS)
                .build());
    }

    /** When the reading to be repeated was taken, epoch ms; 0 when none is to be. */
    long sinceMillis() {
        return pending ? sinceMillis : 0;
    }

    /** When the repetition is due, epoch ms; 0 when none is. A new phase counts anew, as for the schedule itself. */
    long dueMillis(long phaseSinceMillis) {
        return pending ? Math.max(sinceMillis, phaseSinceMillis) + afterMillis : 0;
    }

    void measured(Happening.Measured frame, String phase, AlarmEngine engine, long now, AlarmEvents out) {
        List<Reading> pressures = frame.readings().stream()
                .filter(reading -> !reading.metric().continuous())
                .toList();
        boolean late = now - frame.measuredMillis() > OLDEST_LIVE_MILLIS || frame.measuredMillis() <= lastMillis;
        if (!wanted || pressures.isEmpty() || late || engine.panel().standingBy()) {
            return;
        }
        boolean same = pressures.equals(last) && frame.measuredMillis() - lastMillis < SAME_MILLIS;
        lastMillis = frame.measuredMillis();
        last = pressures;
        if (!same) {
            judge(pressures, phase, engine, now, out);
        }
    }

    private void judge(List<Reading> pressures, String phase, AlarmEngine engine, long now, AlarmEvents out) {
        boolean failed = pressures.stream().noneMatch(Reading::usable);
        if (failed || pressures.stream().anyMatch(reading -> violates(reading, phase, engine))) {
            clear = 0;
            schedule(engine, now, out);
        } else if (pending) {
            clear = pressures.stream().allMatch(reading -> reading.quality() == Quality.GOOD) ? clear + 1 : 0;
            if (clear == CLEAR_IN_A_ROW) {
                end(engine, now, out);
            } else {
                schedule(engine, now, out);
            }
        }
    }

    /** A start came to nothing: as a reading that failed. */
    void failed(AlarmEngine engine, long now, AlarmEvents out) {
        if (wanted && !engine.panel().standingBy()) {
            clear = 0;
            schedule(engine, now, out);
        }
    }

    long afterMillis() {
        return afterMillis;
    }

    /** Any attempt ends the alarm of the one before and starts the time anew. */
    private void schedule(AlarmEngine engine, long now, AlarmEvents out) {
        end(engine, now, out);
        pending = true;
        sinceMillis = now;
        engine.enable(ALARM, true, now, out);
    }

    /** Also when nobody wears a cuff any more. */
    void end(AlarmEngine engine, long now, AlarmEvents out) {
        pending = false;
        if (wanted) {
            engine.enable(ALARM, false, now, out);
        }
    }

    private boolean violates(Reading reading, String phase, AlarmEngine engine) {
        return reading.usable()
                && protocol.rules().stream()
                        .filter(rule -> rule.metrics().contains(reading.metric())
                                && rule.priority() != Priority.LOW
                                && rule.appliesIn(phase))
                        .anyMatch(rule ->
                                beyond(rule, reading.value(), engine.panel().limitInForce(rule.id())));
    }

    /** NaN, a limit from a baseline not yet confirmed, is not violated. */
    private static boolean beyond(Rule rule, double value, double limit) {
        return switch (rule.kind()) {
            case LIMIT_HIGH, DELTA_HIGH, DELTA_PCT_HIGH -> value > limit || (rule.inclusive() && value == limit);
            case LIMIT_LOW, DELTA_LOW, DELTA_PCT_LOW -> value < limit || (rule.inclusive() && value == limit);
            default -> false;
        };
    }

    void walk(StateWalk walk) {
        pending = walk.flag(pending);
        sinceMillis = walk.number(sinceMillis);
        clear = walk.whole(clear);
        lastMillis = walk.number(lastMillis);
        List<Reading> readings = new ArrayList<>(last);
        walk.all(readings, reading -> reading(walk, reading));
        last = List.copyOf(readings);
    }

    private static Reading reading(StateWalk walk, @Nullable Reading kept) {
        Metric metric = walk.choice(kept == null ? null : kept.metric(), Metric.class);
        double value = walk.real(kept == null ? 0 : kept.value());
        Quality quality = walk.choice(kept == null ? null : kept.quality(), Quality.class);
        List<String> flags = new ArrayList<>(kept == null ? List.of() : kept.flags());
        walk.all(flags, walk::text);
        return new Reading(metric, value, quality, flags);
    }
}
