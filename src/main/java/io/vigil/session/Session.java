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
    /** Risen whenever the state's layout changes, and so when an alarm that every session has is added. */
    public static final int STATE_VERSION = 2;

    private final Happening.Started started;
    final AlarmEngine engine;
    final Clocks clocks;
    final Charting charting;
    final Recheck recheck;
    final LinkAlarms linkAlarms;
    final SiteAlarms siteAlarms;
    final CuffControl cuffs;
    final Deeds deeds = new Deeds();
    final Proposal proposal = new Proposal();
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
        this.charting = new Charting(start, startMillis, this::wornSince);
        this.recheck = new Recheck(start.protocol());
        this.cuffs = new CuffControl(start.site().cuffIntervalMillis());
        List<Rule> rules = new ArrayList<>(start.protocol().rules());
        rules.addAll(recheck.rules());
        this.linkAlarms = new LinkAlarms(start.protocol());
        rules.addAll(linkAlarms.rules());
        this.siteAlarms = new SiteAlarms(start.protocol());
        rules.addAll(siteAlarms.rules());
        this.engine = new AlarmEngine(rules, phase, startMillis, AlarmEngine.DisplayTimes.DEFAULT);
        recheck.end(engine, startMillis, new Effects());
        linkAlarms.begin(engine, startMillis);
        siteAlarms.begin(engine, startMillis, new Effects());
        answered.add(start.key(), Optional.empty());
        new Offers(this).enable(startMillis, new Effects());
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
        int before = out.events().size();
        take(input.what(), now, out);
        if (open) {
            engine.evaluate(now, false, out);
            chart(before, now, out);
        }
    }

    /** @param before so many events had happened when this instant began */
    private void chart(int before, long now, Effects out) {
        for (int at = before; at < out.events().size(); at++) {
            charting.alarmed(new AlarmMoments(this), out.events().get(at), out);
            new Account(this).over(out.events().get(at), out);
        }
        charting.passed(now, out);
    }

    /** Takes every tick up to and including {@code nowMillis}. */
    public void advance(long nowMillis, Effects out) {
        while (open && startMillis + (ticks + 1) * TICK_MILLIS <= nowMillis) {
            ticks++;
            long tick = startMillis + ticks * TICK_MILLIS;
            instant(tick);
            engine.begin(tick);
            int before = out.events().size();
            engine.evaluate(tick, true, out);
            chart(before, tick, out);
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
            // A request whose input was lost before it was durable is journaled again, and still has one effect.
            boolean again = !acted.key().isEmpty() && answered.knows(acted.key());
            answered.add(acted.key(), Optional.ofNullable(acted.refused()));
            if (acted.refused() == null && !again) {
                new Acts(this).take(acted, now, out);
            }
        } else if (what instanceof Happening.Bound bound) {
            answered.add(bound.key(), Optional.empty());
            new Offers(this).bound(bound, now, out);
        } else if (what instanceof Happening.Unbound unbound) {
            answered.add(unbound.key(), Optional.empty());
            linkAlarms.off(unbound.device(), engine, now, out);
            new Offers(this).unbound(unbound.device(), now, out);
        } else if (what instanceof Happening.Declined declined) {
            answered.add(declined.key(), Optional.of(declined.refused()));
        } else if (what instanceof Happening.CuffStarted started) {
            new Acts(this).start(started.device(), started.reason(), "", started.sameLimb(), now, out);
        } else if (what instanceof Happening.CuffTold told) {
            new Acts(this).told(told, now, out);
        } else if (what instanceof Happening.Technical told) {
            siteAlarms.take(told, engine, now, out);
        } else if (what instanceof Happening.Restarted && cuffs.allowed) {
            cuffs.forbid(CuffControl.AFTER_RESTART);
        }
    }

    private void measured(Happening.Measured frame, long now, Effects out) {
        if (!frame.stamp().isEmpty()) {
            stamps.computeIfAbsent(frame.device(), device -> new Recent(STAMPS_REMEMBERED))
                    .add(Stamp.of(frame.stamp(), frame.readings()));
        }
        boolean cuff = CuffFrame.is(frame.readings());
        new Offers(this).measured(frame.device(), frame.readings(), cuff, now, out);
        recheck.measured(frame, clocks.phase, engine, now, out);
        linkAlarms.measured(frame, engine, now, out);
        for (Reading reading : MeanPressure.completed(frame.readings())) {
            if (!CuffFrame.ownPulse(reading, cuff)) {
                if (clocks.firstDoseMillis == 0) {
                    proposal.take(reading, engine.panel().underCuff(reading.metric(), now), frame.measuredMillis());
                }
                engine.reading(reading.metric(), reading.value(), reading.quality(), frame.measuredMillis(), now);
                shown.put(reading.metric(), new Shown(frame.device(), reading.flags()));
            }
        }
        if (cuff && frame.measuredMillis() > cuffStartedMillis) {
            // Its result is out, so the cuff squeezes no longer. What it measured before the start says nothing of
            // that.
            engine.nibpEnd(now);
            cuffs.measured(frame.device(), frame.measuredMillis(), CuffFrame.usable(frame.readings()), now);
        }
        charting.measured(frame, cuff, metric -> engine.panel().underCuff(metric, now), out);
    }

    /** The start that schedule, repetition or checkpoint ask for at this moment; empty while nothing is to be started. */
    public Optional<Happening.CuffStarted> cuffDue(long nowMillis) {
        if (!open || !cuffs.allowed || engine.panel().standingBy() || cuffs.restsForSchedule(nowMillis)) {
            return Optional.empty();
        }
        String device = cuffs.device();
        return device.isEmpty()
                ? Optional.empty()
                : plan().nextAfter(cuffs.startedMillis)
                        .filter(due -> due.atMillis() <= nowMillis)
                        .map(due -> new Happening.CuffStarted(device, due.why(), cuffs.sameLimb));
    }

    /** What is to be told of a start that nothing was heard of for too long; empty while there is none. */
    public Optional<Happening.CuffTold> cuffOverran(long nowMillis) {
        return open && cuffs.overran(nowMillis)
                ? Optional.of(new Happening.CuffTold(
                        cuffs.measuring,
                        cuffs.startedMillis,
                        "timed out",
                        "Cuff " + cuffs.measuring + " gave no reading within " + CuffControl.LONGEST_MILLIS / 1000
                                + " s; it was told to stop. Look at cuff and hose"))
                : Optional.empty();
    }

    /** Why a nurse's start of the cuff has to wait; empty where it need not. */
    public Optional<String> cuffRefusal(long nowMillis) {
        return cuffs.refusal(nowMillis);
    }

    /** True while the start of that moment is still wanted: neither aborted nor over. */
    public boolean cuffWanted(CuffOrder order) {
        return open && cuffs.measuring.equals(order.device()) && cuffs.startedMillis == order.startMillis();
    }

    /** True where a nurse could let the schedule start a cuff. */
    public boolean hasStartableCuff() {
        return !cuffs.startable.isEmpty();
    }

    /** What an undo would take back now. */
    public Optional<Care.Undoable> undoable(long nowMillis) {
        return !open
                ? Optional.empty()
                : deeds.last(nowMillis)
                        .map(deed -> new Care.Undoable(
                                deed.action().name(), deed.atMillis(), deed.by(), deed.atMillis() + Deeds.UNDO_MILLIS));
    }

    /** Why that cannot be taken back; empty where it can. */
    public Optional<String> undoRefusal(long nowMillis) {
        return deeds.last(nowMillis).flatMap(new Acts(this)::stuck);
    }

    /** True when so much was noted that notes and events are refused. */
    public boolean hasManyDeeds() {
        return deeds.many();
    }

    /** Who is said to sit in the chair. */
    public Patient patient() {
        return charting.patient;
    }

    private CuffPlan plan() {
        return new CuffPlan(started.protocol(), engine, clocks, recheck);
    }

    /** False where such an input would change nothing. @param alarm one of {@link SiteAlarms} */
    public boolean tells(String alarm) {
        return siteAlarms.knows(alarm);
    }

    /** True from the input that says so to the one that says it is over. @param alarm one of {@link SiteAlarms} */
    public boolean holds(String alarm) {
        return siteAlarms.holds(alarm, engine);
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
        return !stamp.isEmpty() && seen != null && seen.contains(Stamp.of(stamp, readings));
    }

    public boolean hasRule(String alarm) {
        return engine.panel().has(alarm);
    }

    public Optional<AlarmView> standing(String alarm) {
        return engine.panel().standing().stream()
                .filter(view -> view.rule().id().equals(alarm))
                .findFirst();
    }

    /** The present or the last occurrence of an alarm, from 1; 0 when it was never raised. */
    public int occurrence(String alarm) {
        return engine.panel().occurrence(alarm);
    }

    public Optional<Rule> rule(String alarm) {
        return started.protocol().rules().stream()
                .filter(rule -> rule.id().equals(alarm))
                .findFirst();
    }

    /** In the metric's unit; NaN where the rule has none. */
    public double limitInForce(String alarm) {
        return engine.panel().limitInForce(alarm);
    }

    public boolean standingBy() {
        return engine.panel().standingBy();
    }

    /** Why a dose should wait, in words; empty when nothing holds it. Only the pre-dose rules of the protocol hold. */
    public Optional<String> preDoseHold() {
        return engine.panel().standing().stream()
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
        return engine.panel().standing().stream().anyMatch(view -> view.rule().priority() == Priority.HIGH);
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

    /**
     * Rules of the session itself, beside its protocol's: the reminder to repeat a cuff reading, and those of no metric,
     * which hold for as long as they {@link #runs run}.
     */
    public List<Rule> ownRules() {
        List<Rule> own = new ArrayList<>(recheck.rules());
        own.addAll(linkAlarms.rules());
        own.addAll(siteAlarms.rules());
        return own;
    }

    /** Whether a rule counts now, whatever its phase. */
    public boolean runs(String alarm) {
        return engine.panel().enabled(alarm);
    }

    /** What an undo takes back, however long ago it was; empty when there is nothing. */
    public Optional<Happening.Acted> lastDeed() {
        return deeds.all.isEmpty()
                ? Optional.empty()
                : Optional.of(deeds.all.get(deeds.all.size() - 1))
                        .map(deed -> new Happening.Acted(deed.by(), "", deed.action(), deed.from(), null));
    }

    /** Since when a cuff reading is to be repeated, epoch ms; 0 when none is. */
    public long recheckSinceMillis() {
        return recheck.sinceMillis();
    }

    /** What each device is known to give that has been worn from that moment until now; none in standby. */
    private Map<String, Set<String>> wornSince(long fromMillis) {
        Map<String, Set<String>> since = new LinkedHashMap<>();
        for (Worn each : worn) {
            Set<String> offers = devices.get(each.device());
            if (each.toMillis() == Worn.STILL && each.fromMillis() <= fromMillis && offers != null) {
                since.put(each.device(), offers);
            }
        }
        return engine.panel().standingBy() ? Map.of() : since;
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
        return new Portrait(this, gate(), plan()).at(Math.max(nowMillis, lastInstantMillis));
    }
}
