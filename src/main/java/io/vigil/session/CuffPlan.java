package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When the next cuff reading is due and for what: the phase's schedule, the repetition of a bad one, a checkpoint after
 * the dose. Reads, never writes. One thread.
 */
record CuffPlan(Protocol protocol, AlarmEngine engine, Clocks clocks, Recheck recheck) {
    /** @param why {@code schedule}, {@code recheck} or {@code checkpoint} */
    record Due(long atMillis, String why) {}

    /** The earliest of all; empty where nothing asks for a reading. */
    Optional<Due> next() {
        return soonest(0);
    }

    /** As {@link #next}, with the attempt of that time counted as if it had been a reading. */
    Optional<Due> nextAfter(long attemptMillis) {
        return soonest(attemptMillis);
    }

    private Optional<Due> soonest(long attemptMillis) {
        Due first = new Due(sinceMonitored(scheduled(attemptMillis)), "schedule");
        first = sooner(first, new Due(repeated(attemptMillis), "recheck"));
        for (Care.Checkpoint point : checkpoints()) {
            if (!point.met() && point.metric() == Metric.SBP && attemptMillis < point.fromMillis()) {
                first = sooner(first, new Due(point.dueMillis(), "checkpoint"));
            }
        }
        return first.atMillis() == 0 ? Optional.empty() : Optional.of(first);
    }

    /** After a standby no pressure is known: one is due from its end on, and was not due before. */
    private long sinceMonitored(long dueMillis) {
        return dueMillis == 0 ? 0 : Math.max(dueMillis, engine.panel().monitoredSinceMillis());
    }

    private static Due sooner(Due one, Due other) {
        boolean other1 = other.atMillis() != 0 && (one.atMillis() == 0 || other.atMillis() < one.atMillis());
        return other1 ? other : one;
    }

    /** The moment the overdue rule counts to, without its grace; 0 where the phase has no schedule. */
    private long scheduled(long attemptMillis) {
        for (Rule rule : protocol.rules()) {
            // A rule that does not run, as without a cuff where none is required, counts to nothing.
            if (rule.kind() == RuleKind.OVERDUE && engine.panel().enabled(rule.id())) {
                long interval = rule.intervalByPhase().getOrDefault(clocks.phase, rule.intervalMillis());
                long last = Math.max(
                        attemptMillis,
                        engine.panel().measuredMillis(rule.metrics().get(0)));
                return interval == 0 ? 0 : Math.max(last, clocks.phaseSinceMillis) + interval;
            }
        }
        return 0;
    }

    private long repeated(long attemptMillis) {
        long due = recheck.dueMillis(clocks.phaseSinceMillis);
        return due == 0 ? 0 : Math.max(due, attemptMillis == 0 ? 0 : attemptMillis + recheck.afterMillis());
    }

    List<Care.Checkpoint> checkpoints() {
        List<Care.Checkpoint> points = new ArrayList<>();
        for (Rule rule : protocol.rules()) {
            if (rule.kind() == RuleKind.CHECKPOINT && clocks.firstDoseMillis != 0) {
                long due = clocks.firstDoseMillis + rule.atMillis();
                long from = due - rule.earlyMillis();
                Metric metric = rule.metrics().get(0);
                boolean met = engine.panel().measuredMillis(metric) >= from;
                points.add(new Care.Checkpoint(rule.id(), metric, due, from, due + rule.lateMillis(), met));
            }
        }
        return points;
    }
}
