package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The alarm conditions of one session (alarms.md). Pure: time is a parameter, state is this object's own and
 * preallocated; what changes nothing allocates nothing. One thread, the session's loop.
 *
 * <p>An instant is: {@link #begin}, then the actions and readings of that instant, then {@link #evaluate}. Instants
 * never go back. A restart that crosses a gap is one instant without a tick.
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

    final DisplayTimes times;
    final AlarmBoard board;
    final Situation situation;
    final SameLimbWindow sameLimb;
    final AudioPause pause;
    private final AlarmPanel panel = new AlarmPanel(this);
    private final AlarmEvents outward = this::announce;
    private AlarmEvents listener = AlarmEvents.NONE;
    boolean standingBy;
    long standbyEnd;

    public AlarmEngine(List<Rule> rules, String phase, long startMillis, DisplayTimes times) {
        this.times = times;
        board = new AlarmBoard(rules);
        situation = new Situation(phase, startMillis);
        sameLimb = new SameLimbWindow();
        pause = new AudioPause();
        board.enterPhase(phase);
    }

    private AlarmEngine(AlarmEngine other) {
        times = other.times;
        board = other.board.copy();
        situation = other.situation.copy();
        sameLimb = other.sameLimb.copy();
        pause = other.pause.copy();
        standingBy = other.standingBy;
        standbyEnd = other.standbyEnd;
    }

    /** What there is to see of it. */
    public AlarmPanel panel() {
        return panel;
    }

    /** An independent twin, for snapshots, previews and tests. */
    public AlarmEngine copy() {
        return new AlarmEngine(this);
    }

    /** Opens the instant: ends a standby whose time has come. */
    public void begin(long nowMillis) {
        if (standingBy && nowMillis >= standbyEnd) {
            endStandby(nowMillis);
        }
    }

    /** Closes the instant. @param tick true at a whole second of session time, when integrals accumulate */
    public void evaluate(long nowMillis, boolean tick, AlarmEvents events) {
        if (standingBy) {
            return;
        }
        listener = events;
        if (tick) {
            board.tick(situation, nowMillis);
        }
        board.evaluate(situation, nowMillis, outward);
    }

    /**
     * @param value in the metric's unit; NaN where there was none
     * @param measuredMillis epoch ms on the session's clock, as {@code arrivedMillis}
     */
    public void reading(Metric metric, double value, Quality quality, long measuredMillis, long arrivedMillis) {
        if (standingBy) {
            return;
        }
        MetricTrack track = situation.track(metric);
        boolean wasHeard = track.heard();
        Quality told = Intake.take(track, sameLimb, metric, value, quality, measuredMillis, arrivedMillis);
        if (!wasHeard) {
            board.wakeAll();
        }
        if (told != null) {
            board.take(metric, Fixed.of(value), told, measuredMillis);
        }
    }

    /** Makes the phase start now, also where it is the same one. */
    public void phase(String phase, long nowMillis) {
        situation.phase = phase;
        situation.phaseStart = nowMillis;
        board.enterPhase(phase);
    }

    /** Merges the values given into the baseline; NaN takes one out of it. */
    public void baseline(Map<Metric, Double> values) {
        values.forEach(situation::baseline);
        board.wakeAll();
    }

    /** The first anchors checkpoints; a later one changes nothing here. */
    public void dose(long nowMillis) {
        if (!situation.dosed) {
            situation.dosed = true;
            situation.doseTime = nowMillis;
            board.wakeAll();
        }
    }

    /** The first dose was at another time than said before. */
    public void doseWas(long doseMillis) {
        situation.dosed = true;
        situation.doseTime = doseMillis;
        board.wakeAll();
    }

    /** There was no dose yet, whatever was said before. */
    public void noDose() {
        situation.dosed = false;
        board.wakeAll();
    }

    public LimitChange setLimit(String alarm, double limit, long nowMillis) {
        Alarm found = board.find(alarm);
        if (found == null || Double.isNaN(found.rule().limit())) {
            return new LimitChange(Verdict.IGNORED, Double.NaN);
        }
        double before = found.limit(situation);
        Rule rule = found.rule();
        // Written so that a NaN bound allows everything and a NaN limit nothing.
        boolean within = !(limit < rule.boundLow()) && !(limit > rule.boundHigh()) && !Double.isNaN(limit);
        if (!within) {
            return new LimitChange(Verdict.REJECTED, before);
        }
        found.setLimit(limit);
        board.wakeAll();
        return new LimitChange(Verdict.APPLIED, before);
    }

    /** @return false when there is no such alarm; idempotent, and nothing on NORMAL */
    public boolean acknowledge(String alarm, long nowMillis, AlarmEvents events) {
        Alarm found = board.find(alarm);
        if (found == null) {
            return false;
        }
        listener = events;
        found.acknowledge(situation, nowMillis, outward);
        return true;
    }

    public void acknowledgeAll(long nowMillis, AlarmEvents events) {
        listener = events;
        board.acknowledgeAll(situation, nowMillis, outward);
    }

    /** @param durationMillis at most 120 s count; a second pause replaces the first */
    public void audioPause(long durationMillis, long nowMillis) {
        pause.start(durationMillis, nowMillis, board.loudest());
    }

    /** Rejected while any high alarm is not NORMAL, and during a standby. */
    public Verdict standby(long durationMillis, long nowMillis, AlarmEvents events) {
        if (standingBy || board.anyHighNotNormal()) {
            return Verdict.REJECTED;
        }
        listener = events;
        board.endAll(situation, nowMillis, outward);
        pause.end();
        standingBy = true;
        standbyEnd = nowMillis + durationMillis;
        return Verdict.APPLIED;
    }

    public void resume(long nowMillis) {
        if (standingBy) {
            endStandby(nowMillis);
        }
    }

    private void endStandby(long now) {
        standingBy = false;
        situation.endStandby(now);
        board.endStandby();
    }

    public void nibpStart(boolean sameLimb, long nowMillis) {
        if (sameLimb) {
            this.sameLimb.start(nowMillis);
        }
    }

    public void nibpEnd(long nowMillis) {
        sameLimb.end();
    }

    /**
     * Lets a rule run or not: a disabled one is as in a phase that does not apply. A stale or overdue rule counts from
     * its enabling, and never from before monitoring start. Repeating the present state changes nothing.
     *
     * @throws IllegalArgumentException when there is no such rule
     */
    public void enable(String rule, boolean enabled, long nowMillis, AlarmEvents events) {
        Alarm found = board.find(rule);
        if (found == null) {
            throw new IllegalArgumentException("no rule " + rule);
        }
        listener = events;
        if (found.enable(enabled, situation, nowMillis, outward)) {
            board.wakeAll();
        }
    }

    /** Writes or reads all of the state beside the rules; on the way in, an engine of the same rules. */
    public void walk(StateWalk walk) {
        board.walk(walk);
        situation.walk(walk);
        sameLimb.walk(walk);
        pause.walk(walk);
        standingBy = walk.flag(standingBy);
        standbyEnd = walk.number(standbyEnd);
    }

    /** Where each alarm stands, in order of the rules' evaluation. */
    public List<AlarmMark> marks() {
        return Arrays.stream(board.alarms()).map(Alarm::mark).toList();
    }

    /** Takes up what another version recorded, silently; alarms of rules that are not there are passed over. */
    public void stand(List<AlarmMark> recorded) {
        board.wakeAll();
        for (AlarmMark mark : recorded) {
            Alarm found = board.find(mark.alarm());
            if (found != null) {
                found.stand(mark);
            }
        }
    }

    private void announce(AlarmEvent event) {
        pause.hear(event);
        listener.on(event);
    }
}
