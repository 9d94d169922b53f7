package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;

/**
 * The alarm conditions of one session (alarms.md). Pure: time is a parameter, state is this object's own and
 * preallocated. One thread, the session's loop.
 *
 * <p>An instant is: {@link #begin}, then the actions and readings of that instant, then {@link #evaluate}. Instants
 * never go back.
 */
public final class AlarmEngine {
    /** Ages in ms from which a value is no longer shown as current; alarms.md defaults 10 s, 900 s, 3600 s. */
    public record DisplayTimes(long staleMillis, long agedMillis, long expireMillis) {
        public static final DisplayTimes DEFAULT = new DisplayTimes(10_000, 900_000, 3_600_000);
    }

    /** What became of a request to move a limit or to stand by. */
    public enum Verdict {
        APPLIED,
        REJECTED,
        /** No such alarm, or a rule without a limit: nothing to do, nothing to audit. */
        IGNORED
    }

    /** @param before the limit in force before the request; NaN when ignored */
    public record LimitChange(Verdict verdict, double before) {}

    public AlarmEngine(List<Rule> rules, String phase, long startMillis, DisplayTimes times) {}

    /** An independent twin, for snapshots, previews and tests. */
    public AlarmEngine copy() {
        throw new UnsupportedOperationException();
    }

    /** Opens the instant: ends a standby whose time has come. */
    public void begin(long nowMillis) {}

    /** Closes the instant. @param tick true at a whole second of session time, when integrals accumulate */
    public void evaluate(long nowMillis, boolean tick, AlarmEvents events) {}

    public void reading(Metric metric, double value, Quality quality, long measuredMillis, long arrivedMillis) {}

    public void phase(String phase, long nowMillis) {}

    /** Merges the values given into the baseline. */
    public void baseline(Map<Metric, Double> values) {}

    public void dose(long nowMillis) {}

    public LimitChange setLimit(String alarm, double limit, long nowMillis) {
        return new LimitChange(Verdict.IGNORED, Double.NaN);
    }

    /** @return false when there is no such alarm; idempotent, and nothing on NORMAL */
    public boolean acknowledge(String alarm, long nowMillis, AlarmEvents events) {
        return false;
    }

    public void acknowledgeAll(long nowMillis, AlarmEvents events) {}

    public void audioPause(long durationMillis, long nowMillis) {}

    public Verdict standby(long durationMillis, long nowMillis, AlarmEvents events) {
        return Verdict.REJECTED;
    }

    public void resume(long nowMillis) {}

    public void nibpStart(boolean sameLimb, long nowMillis) {}

    public void nibpEnd(long nowMillis) {}

    public Sound sounding(long nowMillis) {
        return Sound.NONE;
    }

    public Condition condition(String alarm) {
        return Condition.NORMAL;
    }

    /** Alarms that are not NORMAL, most urgent first, then oldest. */
    public List<AlarmView> standing() {
        return List.of();
    }

    public Display display(Metric metric, long nowMillis) {
        return Display.NONE;
    }

    /** The limit in force of a rule with one, in the metric's unit; NaN without (delta rules: from the baseline). */
    public double limitInForce(String alarm) {
        return Double.NaN;
    }

    /** Epoch ms until which the audio is paused; 0 when it is not. */
    public long audioPausedUntil(long nowMillis) {
        return 0;
    }

    /** Epoch ms until which nothing is evaluated; 0 outside standby. */
    public long standbyUntil() {
        return 0;
    }

    public void enable(String rule, boolean enabled, long nowMillis, AlarmEvents events) {}

    /** The last good or questionable value, NaN without one. */
    public double value(Metric metric) {
        return Double.NaN;
    }

    /** When that value was measured, epoch ms; 0 without one. */
    public long measuredMillis(Metric metric) {
        return 0;
    }

    /** The remembered quality; null before the first reading. */
    public @org.jspecify.annotations.Nullable Quality quality(Metric metric) {
        return null;
    }
}
