package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmMark;
import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One patient's session: a deterministic fold over its journaled inputs. The same inputs give the same alarms, clocks
 * and chart entries, live, after a restart and in a replay; ticks are not inputs, they follow from the times. One
 * thread, the session's loop.
 */
public final class Session {
    private static final long TICK_MILLIS = 1000;
    static final int STAMPS_REMEMBERED = 100;
    /** Raised with every change of what {@link Memory} walks over. */
    private static final int STATE_VERSION = 1;

    private final Happening.Started started;
    final AlarmEngine engine;
    final Clocks clocks;
    final Charting charting;
    final Recheck recheck;
    final LinkAlarms linkAlarms;
    final Map<Metric, Double> baseline = new EnumMap<>(Metric.class);
    final Map<String, Set<String>> devices = new LinkedHashMap<>();
    final Map<String, String> acknowledgedBy = new HashMap<>();
    final Map<Metric, Shown> shown = new EnumMap<>(Metric.class);
    final Answered answered = new Answered();
    final Map<String, Recent> stamps = new HashMap<>();
    final List<Worn> worn = new ArrayList<>();
    private final long startMillis;
    Action.Assess assessed = Action.Assess.NOTHING;
    long ticks = -1;
    long lastInstantMillis;
    long seq = 1;
    long cuffStartedMillis;
    boolean open = true;

    /** Which device spoke last for a metric, and what it said was amiss. */
    record Shown(String device, List<String> flags) {}

    /** @param first the Started input, which carries everything the fold will ever look up */
    public Session(Input first) {
        if (!(first.what() instanceof Happening.Started start)) {
            throw new IllegalArgumentException("a session begins with Started, not " + first.what());
        }
        this.started = start;
        this.startMillis = first.atMillis();
        this.lastInstantMillis = first.atMillis();
        String phase = start.protocol().first().id();
        this.clocks = new Clocks(phase, startMillis);
        this.charting = new Charting(start, startMillis);
        this.recheck = new Recheck(start.protocol());
        List<Rule> rules = new ArrayList<>(start.protocol().rules());
        rules.addAll(recheck.rules());
        this.linkAlarms = new LinkAlarms(start.protocol());
        rules.addAll(linkAlarms.rules());
        this.engine = new AlarmEngine(rules, phase, startMillis, AlarmEngine.DisplayTimes.DEFAULT);
        recheck.end(engine, startMillis, new Effects());
        linkAlarms.begin(engine, startMillis);
        answered.add(start.key(), Optional.empty());
        offerings(startMillis, new Effects());
    }

    /** Takes the next input; ticks that lie before it are taken first. */
    public void apply(Input input, Effects out) {
        if (input.seq() <= seq) {
            throw new IllegalArgumentException("input " + input.seq() + " after " + seq + " of " + id());
        }
        seq = input.seq();
        long now = input.atMillis();
        if (input.what() instanceof Happening.Restarted gap) {
            advance(gap.throughMillis(), out);
            ticks = Math.max(ticks, Math.floorDiv(now - 1 - startMillis, TICK_MILLIS));
        } else {
            advance(now - 1, out);
        }
        instant(now);
        engine.begin(now);
        take(input.what(), now, out);
        engine.evaluate(now, false, out);
        charting.passed(now, out);
    }

    /** Takes every tick up to and including {@code nowMillis}. */
    public void advance(long nowMillis, Effects out) {
        while (open && startMillis + (ticks + 1) * TICK_MILLIS <= nowMillis) {
            ticks++;
            long tick = startMillis + ticks * TICK_MILLIS;
            instant(tick);
            engine.begin(tick);
            engine.evaluate(tick, true, out);
            charting.passed(tick, out);
        }
    }

    /** The instant an input that arrived at {@code arrivedMillis} is taken: never at or before one already closed. */
    public long admit(long arrivedMillis) {
        long lastTick = ticks < 0 ? startMillis : startMillis + ticks * TICK_MILLIS + 1;
        return Math.max(arrivedMillis, Math.max(lastInstantMillis, lastTick));
    }

    private void instant(long atMillis) {
        if (atMillis < lastInstantMillis) {
            throw new IllegalArgumentException("instant " + atMillis + " before " + lastInstantMillis);
        }
        lastInstantMillis = atMillis;
    }

    private void take(Happening what, long now, Effects out) {
        if (what instanceof Happening.Measured frame) {
            measured(frame, now, out);
        } else if (what instanceof Happening.Acted acted) {
            answered.add(acted.key(), Optional.ofNullable(acted.refused()));
            if (acted.refused() == null) {
                act(acted.by(), acted.action(), now, out);
            }
        } else if (what instanceof Happening.Bound bound) {
            answered.add(bound.key(), Optional.empty());
            devices.put(bound.device(), new HashSet<>(bound.offers()));
            takenOff(bound.device(), now);
            worn.add(new Worn(bound.device(), now, Worn.STILL));
            offerings(now, out);
        } else if (what instanceof Happening.Unbound unbound) {
            answered.add(unbound.key(), Optional.empty());
            devices.remove(unbound.device());
            takenOff(unbound.device(), now);
            linkAlarms.off(unbound.device(), engine, now, out);
            offerings(now, out);
            cuffOff(now, out);
        }
    }

    private void takenOff(String device, long now) {
        worn.replaceAll(each -> each.device().equals(device) && each.toMillis() == Worn.STILL
                ? new Worn(device, each.fromMillis(), now)
                : each);
    }

    private void measured(Happening.Measured frame, long now, Effects out) {
        if (!frame.stamp().isEmpty()) {
            stamps.computeIfAbsent(frame.device(), device -> new Recent(STAMPS_REMEMBERED))
                    .add(seen(frame.stamp(), frame.readings()));
        }
        boolean cuff = CuffFrame.is(frame.readings());
        offered(frame, cuff, now, out);
        recheck.measured(frame, clocks.phase, engine, now, out);
        linkAlarms.measured(frame, engine, now, out);
        for (Reading reading : MeanPressure.completed(frame.readings())) {
            if (!CuffFrame.ownPulse(reading, cuff)) {
                engine.reading(reading.metric(), reading.value(), reading.quality(), frame.measuredMillis(), now);
                shown.put(reading.metric(), new Shown(frame.device(), reading.flags()));
            }
        }
        if (cuff && frame.measuredMillis() > cuffStartedMillis) {
            // Its result is out, so the cuff squeezes no longer. What it measured before the start says nothing of
            // that.
            engine.nibpEnd(now);
        }
        charting.measured(frame, cuff, metric -> engine.underCuff(metric, now), out);
    }

    /** What a device has once given is expected of it from then on, whatever its type's description promises. */
    private void offered(Happening.Measured frame, boolean cuff, long now, Effects out) {
        Set<String> offers = devices.get(frame.device());
        if (offers == null) {
            return;
        }
        boolean more = false;
        for (Reading reading : frame.readings()) {
            more |= !CuffFrame.ownPulse(reading, cuff)
                    && offers.add(reading.metric().wire());
        }
        if (more) {
            offerings(now, out);
        }
    }

    private void act(String by, Action action, long now, Effects out) {
        if (action instanceof Action.Acknowledge ack) {
            acknowledge(by, ack.alarm(), now, out);
        } else if (action instanceof Action.MovePhase move) {
            clocks.phase(move.phase(), now);
            engine.phase(move.phase(), now);
        } else if (action instanceof Action.ConfirmBaseline confirmed) {
            baseline.putAll(confirmed.values());
            engine.baseline(confirmed.values());
        } else if (action instanceof Action.Dose dose) {
            clocks.dose(dose.event(), now);
            if (!dose.event().equals("stop")) {
                engine.dose(now);
                assessed = assessed.dosed();
            }
        } else if (action instanceof Action.SetLimit set) {
            engine.setLimit(set.alarm(), set.limit(), now);
        } else if (action instanceof Action.PauseAudio pause) {
            engine.audioPause(pause.durationMillis(), now);
        } else if (action instanceof Action.Standby standby) {
            engine.standby(standby.durationMillis(), now, out);
        } else if (action instanceof Action.Resume) {
            engine.resume(now);
        } else if (action instanceof Action.Cuff cuff) {
            cuff(cuff, now);
        } else if (action instanceof Action.Assess next) {
            assessed = assessed.then(next);
        } else if (action instanceof Action.Discharge) {
            charting.finish(now, out);
            open = false;
        }
    }

    private void acknowledge(String by, String alarm, long now, Effects out) {
        for (AlarmView standing : engine.standing()) {
            if (alarm.equals("*") || alarm.equals(standing.rule().id())) {
                acknowledgedBy.put(standing.rule().id(), by);
            }
        }
        if (alarm.equals("*")) {
            engine.acknowledgeAll(now, out);
        } else {
            engine.acknowledge(alarm, now, out);
        }
    }

    private void cuff(Action.Cuff cuff, long now) {
        if (cuff.action().equals("start")) {
            cuffStartedMillis = now;
            engine.nibpStart(cuff.sameLimb(), now);
        } else {
            engine.nibpEnd(now);
        }
    }

    /** Stale and overdue rules run for what the protocol requires and for what a worn device offers, not for the rest. */
    private void offerings(long now, Effects out) {
        for (Rule rule : started.protocol().rules()) {
            switch (rule.kind()) {
                case STALE, OVERDUE, CHECKPOINT -> engine.enable(rule.id(), isWatched(rule), now, out);
                default -> {}
            }
        }
    }

    /** A device taken off is not to be measured with again. */
    private void cuffOff(long now, Effects out) {
        if (recheck.rules().stream().noneMatch(this::isWatched)) {
            recheck.end(engine, now, out);
        }
    }

    private boolean isWatched(Rule rule) {
        return rule.metrics().stream()
                .anyMatch(metric -> started.protocol().requiredMetrics().contains(metric)
                        || devices.values().stream().anyMatch(offers -> offers.contains(metric.wire())));
    }

    public String id() {
        return started.session();
    }

    public Happening.Started started() {
        return started;
    }

    public long startMillis() {
        return startMillis;
    }

    public boolean isOpen() {
        return open;
    }

    /** Of the last input taken. */
    public long seq() {
        return seq;
    }

    public long lastInstantMillis() {
        return lastInstantMillis;
    }

    /** True for the Idempotency-Key of an action already taken. */
    public boolean knowsKey(String key) {
        return answered.knows(key);
    }

    /** What the action with this key was answered; empty where it was taken. */
    public Optional<Refusal> refusalOf(String key) {
        return answered.refusal(key);
    }

    /** True for a redelivery: this device said the same values with the same raw time or sequence. */
    public boolean knowsStamp(String device, String stamp, List<Reading> readings) {
        Recent seen = stamps.get(device);
        return !stamp.isEmpty() && seen != null && seen.contains(seen(stamp, readings));
    }

    /** A clock that counts whole seconds gives two messages one time; only with equal values are they one. */
    private static String seen(String stamp, List<Reading> readings) {
        StringBuilder said = new StringBuilder(stamp);
        for (Reading reading : readings) {
            said.append('|').append(reading.metric().wire()).append(reading.value());
            said.append(reading.quality().wire());
        }
        return said.toString();
    }

    public boolean hasRule(String alarm) {
        return engine.has(alarm);
    }

    public Optional<AlarmView> standing(String alarm) {
        return engine.standing().stream()
                .filter(view -> view.rule().id().equals(alarm))
                .findFirst();
    }

    /** The present or the last occurrence of an alarm, from 1; 0 when it was never raised. */
    public int occurrence(String alarm) {
        return engine.occurrence(alarm);
    }

    public Optional<Rule> rule(String alarm) {
        return started.protocol().rules().stream()
                .filter(rule -> rule.id().equals(alarm))
                .findFirst();
    }

    /** In the metric's unit; NaN where the rule has none. */
    public double limitInForce(String alarm) {
        return engine.limitInForce(alarm);
    }

    public boolean standingBy() {
        return engine.standingBy();
    }

    /** Why a dose should wait, in words; empty when nothing holds it. Only the pre-dose rules of the protocol hold. */
    public Optional<String> preDoseHold() {
        return engine.standing().stream()
                .filter(view -> view.rule().id().startsWith("predose."))
                .map(Session::inWords)
                .findFirst();
    }

    /** {@code sbp 150 (limit 140)}; a combined rule has neither value nor limit, and is named. */
    private static String inWords(AlarmView view) {
        if (view.rule().metrics().isEmpty() || Double.isNaN(view.worst())) {
            return view.rule().id();
        }
        String limit = Double.isNaN(view.limit()) ? "" : " (limit " + Words.number(view.limit()) + ")";
        return view.rule().metrics().get(0).wire() + " " + Words.number(view.worst()) + limit;
    }

    /** True where a standby would be refused: a high alarm stands. */
    public boolean highAlarmStands() {
        return engine.standing().stream().anyMatch(view -> view.rule().priority() == Priority.HIGH);
    }

    /** What must still happen before the patient may leave, in words; empty when nothing must. */
    public List<String> notReady(long nowMillis) {
        return gate().at(nowMillis).stream()
                .filter(check -> !check.met())
                .map(SessionView.Check::missing)
                .toList();
    }

    private Gate gate() {
        return new Gate(started.protocol(), clocks, engine, baseline, assessed);
    }

    /** Who wore what, from the session's beginning, in order of {@link Worn#fromMillis}. */
    public List<Worn> worn() {
        return List.copyOf(worn);
    }

    /** All of it as it stands now, to go on from in another process. */
    public Snapshot snapshot() {
        var bytes = new StateWriter();
        new Memory(this).walk(bytes);
        return new Snapshot(id(), seq, lastInstantMillis, STATE_VERSION, engine.marks(), bytes.bytes());
    }

    /**
     * The session a snapshot was taken of, with all it would have done from there on.
     *
     * @param first the session's Started input
     * @throws IllegalArgumentException when this version cannot read the snapshot: fold the inputs instead
     */
    public static Session resume(Input first, Snapshot snapshot) {
        if (snapshot.version() != STATE_VERSION) {
            throw new IllegalArgumentException(
                    "a snapshot of version " + snapshot.version() + ", this program reads " + STATE_VERSION);
        }
        Session session = new Session(first);
        var bytes = new StateReader(snapshot.state());
        new Memory(session).walk(bytes);
        bytes.end();
        if (session.seq != snapshot.seq() || session.lastInstantMillis != snapshot.atMillis()) {
            throw new IllegalArgumentException("the snapshot is not what it says");
        }
        return session;
    }

    /** Where each alarm stands. */
    public List<AlarmMark> marks() {
        return engine.marks();
    }

    /** What an earlier version recorded stands, whatever this one made of the same inputs. */
    public void stand(List<AlarmMark> recorded) {
        engine.stand(recorded);
    }

    /** Rules of the session itself, beside its protocol's: the reminder to repeat a cuff reading. */
    public List<Rule> ownRules() {
        return recheck.rules();
    }

    /** Since when a cuff reading is to be repeated, epoch ms; 0 when none is. */
    public long recheckSinceMillis() {
        return recheck.sinceMillis();
    }

    /** What worn devices are known to give, wire names. */
    public Set<String> offered() {
        Set<String> all = new TreeSet<>();
        devices.values().forEach(all::addAll);
        return all;
    }

    public boolean wears(String device) {
        return devices.containsKey(device);
    }

    /** The session as it stands now; {@code nowMillis} on the session's clock. */
    public SessionView view(long nowMillis) {
        return new Portrait(engine, started, clocks, baseline, shown, acknowledgedBy, devices.keySet(), gate(), recheck)
                .at(Math.max(nowMillis, lastInstantMillis), seq, ticks, open);
    }
}
