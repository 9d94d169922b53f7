package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
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
    /** Risen whenever the state's layout changes, and so when an alarm that every session has is added. */
    public static final int STATE_VERSION = 3;

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
    final Corrections corrections = new Corrections();
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
        new Fold(this).take(input.what(), now, out);
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

    /** Who is said to sit in the chair. */
    public Patient patient() {
        return charting.patient;
    }

    /** What is to be done with its cuffs. */
    public CuffDesk cuff() {
        return new CuffDesk(this);
    }

    /** What its alarms say. */
    public AlarmDesk alarms() {
        return new AlarmDesk(this);
    }

    /** Which phase may come now. */
    public PhaseDesk phases() {
        return new PhaseDesk(this);
    }

    /** What may be taken back. */
    public UndoDesk undo() {
        return new UndoDesk(this);
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

    public boolean standingBy() {
        return engine.panel().standingBy();
    }

    /** What must still happen before the patient may leave, in words; empty when nothing must. */
    public List<String> notReady(long nowMillis) {
        return gate().at(nowMillis).stream()
                .filter(check -> !check.met())
                .map(SessionView.Check::missing)
                .toList();
    }

    private Gate gate() {
        return new Gate(started.protocol(), clocks, engine, baseline, assessed, corrections);
    }

    /** True where the word about a charted reading would change nothing here. */
    public boolean knowsCorrection(Happening.Corrected word) {
        return corrections.knows(word);
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

    /** What each worn device is known to give, wire names. */
    public Map<String, Set<String>> offers() {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        devices.forEach((device, metrics) -> copy.put(device, Set.copyOf(metrics)));
        return copy;
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
        return new Portrait(this, gate(), cuff().plan()).at(Math.max(nowMillis, lastInstantMillis));
    }
}
