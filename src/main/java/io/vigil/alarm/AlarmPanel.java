package io.vigil.alarm;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of a session's alarms and values; asking changes nothing. One thread, the session's loop; times
 * in epoch ms on the session's clock, as the engine's.
 */
public final class AlarmPanel {
    private final AlarmEngine engine;

    AlarmPanel(AlarmEngine engine) {
        this.engine = engine;
    }

    /** True while a cuff squeezes the limb this metric's probe is on: its values are questionable at best. */
    public boolean underCuff(Metric metric, long nowMillis) {
        return engine.sameLimb.covers(metric, nowMillis);
    }

    /** Whether the rule runs, whatever its phase; false where there is no such rule. */
    public boolean enabled(String rule) {
        Alarm found = engine.board.find(rule);
        return found != null && found.enabled();
    }

    public Sound sounding(long nowMillis) {
        if (engine.pause.holds(nowMillis)) {
            return Sound.NONE;
        }
        int loudest = engine.board.loudest();
        if (loudest == Priority.HIGH.ordinal()) {
            return Sound.HIGH;
        }
        return loudest == Priority.MEDIUM.ordinal() ? Sound.MEDIUM : Sound.NONE;
    }

    /** NORMAL also where there is no such alarm; {@link #has} tells. */
    public Condition condition(String alarm) {
        Alarm found = engine.board.find(alarm);
        return found == null ? Condition.NORMAL : found.condition();
    }

    public boolean has(String alarm) {
        return engine.board.find(alarm) != null;
    }

    /** The present occurrence or the last one, from 1; 0 when it was never raised. */
    public int occurrence(String alarm) {
        Alarm found = engine.board.find(alarm);
        return found == null ? 0 : found.occurrence();
    }

    /** Its present occurrence or its last one, whatever became of it; empty when it was never raised. */
    public Optional<AlarmView> last(String alarm) {
        Alarm found = engine.board.find(alarm);
        return found == null || found.occurrence() == 0 ? Optional.empty() : Optional.of(found.view(engine.situation));
    }

    /** When that occurrence was acknowledged, epoch ms; 0 while nobody has. */
    public long acknowledgedMillis(String alarm) {
        Alarm found = engine.board.find(alarm);
        return found == null ? 0 : found.acknowledgedMillis();
    }

    /** Alarms that are not NORMAL, most urgent first, then oldest. */
    public List<AlarmView> standing() {
        return Arrays.stream(engine.board.alarms())
                .filter(alarm -> alarm.condition() != Condition.NORMAL)
                .map(alarm -> alarm.view(engine.situation))
                .sorted(Comparator.comparing((AlarmView view) -> view.rule().priority())
                        .reversed()
                        .thenComparingLong(AlarmView::sinceMillis))
                .toList();
    }

    public Display display(Metric metric, long nowMillis) {
        return display(metric, nowMillis, engine.times);
    }

    /** With other ages than the session's, as a scenario may state for a metric. */
    public Display display(Metric metric, long nowMillis, DisplayTimes ages) {
        return engine.situation.track(metric).display(nowMillis, ages);
    }

    /** The limit in force of a rule with one, in the metric's unit; NaN without (delta rules: from the baseline). */
    public double limitInForce(String alarm) {
        Alarm found = engine.board.find(alarm);
        return found == null ? Double.NaN : found.limit(engine.situation);
    }

    /** Epoch ms until which the audio is paused; 0 when it is not. */
    public long audioPausedUntil(long nowMillis) {
        return engine.pause.until(nowMillis);
    }

    /** Epoch ms until which nothing is evaluated; 0 outside standby. */
    public long standbyUntil() {
        return engine.standingBy ? engine.standbyEnd : 0;
    }

    /** Epoch ms of the session's start, or of the end of the last standby: from there on all is counted anew. */
    public long monitoredSinceMillis() {
        return engine.situation.monitoringStart;
    }

    public boolean standingBy() {
        return engine.standingBy;
    }

    /**
     * The last good or questionable value since monitoring start, NaN without one. Whether it may be shown is for
     * {@link #display} to say.
     */
    public double value(Metric metric) {
        return engine.situation.track(metric).shownValue();
    }

    /** When that value was measured, epoch ms; 0 without one. */
    public long measuredMillis(Metric metric) {
        return engine.situation.track(metric).shownMeasured();
    }

    /** How good that value is, good or questionable; null without one. */
    public @Nullable Quality valueQuality(Metric metric) {
        return engine.situation.track(metric).shownQuality();
    }

    /** The quality remembered of the last reading; null before the first. */
    public @Nullable Quality quality(Metric metric) {
        return engine.situation.track(metric).remembered();
    }
}
