package io.vigil.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** A session put down as bytes and taken up again is the session it was. */
class SnapshotProperties {
    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void takenUpAnywhereItGoesOnTheSame(@ForAll long seed) {
        var random = new Random(seed);
        List<Input> inputs = story(random);
        int cut = random.nextInt(inputs.size());
        Session original = new Session(inputs.get(0));
        var ignored = new Effects();
        for (Input input : inputs.subList(1, cut + 1)) {
            original.apply(input, ignored);
        }
        original.advance(original.lastInstantMillis() + random.nextInt(4_000), ignored);
        Snapshot snapshot = original.snapshot();
        Session twin = Session.resume(inputs.get(0), snapshot);

        assertThat(twin.snapshot().state()).as("seed " + seed).isEqualTo(snapshot.state());
        same(twin, original, "seed " + seed);
        for (Input input : inputs.subList(cut + 1, inputs.size())) {
            var one = new Effects();
            var other = new Effects();
            original.apply(input, one);
            twin.apply(input, other);
            assertThat(other.events()).as("seed " + seed).isEqualTo(one.events());
            assertThat(other.charts()).as("seed " + seed).isEqualTo(one.charts());
        }
        same(twin, original, "seed " + seed);
        assertThat(twin.snapshot().state()).isEqualTo(original.snapshot().state());
    }

    /** Field by field, private ones too, so that a field added tomorrow and not kept is noticed tomorrow. */
    private static void same(Session twin, Session original, String at) {
        assertThat(twin)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .withEqualsForType((one, other) -> Double.compare(one, other) == 0, Double.class)
                // Buffers hold what was there before beyond what counts; that is compared as bytes.
                .ignoringFieldsMatchingRegexes(
                        ".*(extremes|readings|stretches.*)\\.(times|values|ring|first)",
                        ".*board\\.rest",
                        ".*byDevice.*values",
                        ".*outward",
                        ".*listener")
                .as(at)
                .isEqualTo(original);
        assertThat(twin.view(twin.lastInstantMillis())).as(at).isEqualTo(original.view(original.lastInstantMillis()));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void bytesThatAreNotAStateAreRefused(@ForAll long seed) {
        var random = new Random(seed);
        List<Input> inputs = story(random);
        Session session = new Session(inputs.get(0));
        for (Input input : inputs.subList(1, inputs.size())) {
            session.apply(input, new Effects());
        }
        Snapshot sound = session.snapshot();
        byte[] cut = Arrays.copyOf(sound.state(), random.nextInt(sound.state().length));
        Snapshot torn = new Snapshot(sound.session(), sound.seq(), sound.atMillis(), sound.version(), List.of(), cut);
        assertThatThrownBy(() -> Session.resume(inputs.get(0), torn))
                .as("seed " + seed)
                .isInstanceOf(IllegalArgumentException.class);
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        Snapshot garbage =
                new Snapshot(sound.session(), sound.seq(), sound.atMillis(), sound.version(), List.of(), noise);
        assertThatThrownBy(() -> Session.resume(inputs.get(0), garbage))
                .as("seed " + seed)
                .isInstanceOf(RuntimeException.class);
    }

    @Example
    void anotherVersionIsRefused() {
        Session session = new Session(Sessions.started("s1"));
        Snapshot now = session.snapshot();
        Snapshot later = new Snapshot("s1", now.seq(), now.atMillis(), now.version() + 1, now.alarms(), now.state());
        assertThatThrownBy(() -> Session.resume(Sessions.started("s1"), later))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }

    /** Every kind of happening the story tells; what is not among them is not tested here. */
    @Example
    void theStoriesTellOfEverything() {
        Set<String> told = new TreeSet<>();
        for (long seed = 0; seed < 400; seed++) {
            for (Input input : story(new Random(seed))) {
                told.add(input.what().getClass().getSimpleName());
                if (input.what() instanceof Happening.Acted acted) {
                    told.add(acted.action().getClass().getSimpleName());
                }
            }
        }
        Arrays.stream(Happening.class.getPermittedSubclasses())
                .forEach(type -> assertThat(told).contains(type.getSimpleName()));
        Arrays.stream(Action.class.getPermittedSubclasses())
                .forEach(type -> assertThat(told).contains(type.getSimpleName()));
    }

    private static List<Input> story(Random random) {
        List<Input> inputs = new ArrayList<>(List.of(Sessions.started("s1")));
        long at = Sessions.T0;
        int size = 30 + random.nextInt(150);
        while (inputs.size() < size) {
            at += random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextInt(1_500);
            // Ticks are taken up to just before an input, so the next may not be at one already taken.
            at = Math.max(at, inputs.get(inputs.size() - 1).atMillis() + 4_001);
            Happening what = random.nextInt(3) == 0 ? event(random, at) : measured(random, at);
            inputs.add(new Input("s1", inputs.size() + 1L, at, what));
        }
        return inputs;
    }

    private static Happening measured(Random random, long at) {
        long measured = at - random.nextInt(3) * 700L;
        if (random.nextInt(6) == 0) {
            return Sessions.cuff(measured, 100 + random.nextInt(90), 60 + random.nextInt(30), 80, 70);
        }
        Quality quality = Quality.values()[Math.max(0, random.nextInt(12) - 8)];
        List<String> flags = random.nextInt(4) == 0 ? List.of("low-perfusion") : List.of();
        double spo2 = quality == Quality.GOOD || quality == Quality.QUESTIONABLE ? 80 + random.nextInt(20) : Double.NaN;
        return new Happening.Measured(
                "ox-" + random.nextInt(2),
                measured,
                random.nextBoolean() ? "" : "n" + random.nextInt(30),
                List.of(
                        new Reading(Metric.SPO2, spo2, quality, flags),
                        Reading.of(Metric.PR, 50 + random.nextInt(60), Quality.GOOD)));
    }

    private static Happening event(Random random, long at) {
        String device = "ox-" + random.nextInt(2);
        return switch (random.nextInt(10)) {
            case 9 ->
                new Happening.Corrected(
                        "cuff-1",
                        at - random.nextInt(3) * 700L,
                        Map.of(Metric.SBP, 130.0, Metric.DBP, 70.0, Metric.MAP, Double.NaN),
                        "nurse",
                        at);
            case 0 -> new Happening.Bound(device, List.of("spo2", "pr"), "nurse", "key-b" + at, false);
            case 1 -> new Happening.Unbound(random.nextBoolean() ? device : "cuff-1", "nurse");
            case 2 -> new Happening.Bound("cuff-1", List.of("sbp", "dbp"), "nurse", "key-c" + at, true);
            case 3 -> new Happening.CuffStarted("cuff-1", "schedule", random.nextBoolean());
            case 4 ->
                new Happening.CuffTold(
                        "cuff-1",
                        at - random.nextInt(3) * 4_001L,
                        List.of("accepted", "refused", "timed out", "not aborted")
                                .get(random.nextInt(4)),
                        "the hose");
            case 5 ->
                random.nextBoolean()
                        ? new Happening.Technical(SiteAlarms.UNWATCHED, random.nextBoolean())
                        : new Happening.Declined(
                                "nurse", "key-d" + at, "devices", "ox-9", Refusal.untimely("worn elsewhere"));
            case 6 ->
                random.nextInt(6) == 0
                        ? new Happening.Restarted(at - 2_000)
                        : new Happening.Acted(
                                "nurse", "key-r" + at, new Action.Standby(1), 0, Refusal.untimely("not now"));
            default -> new Happening.Acted("nurse-" + random.nextInt(2), "key-" + at, action(random, at));
        };
    }

    private static Action action(Random random, long at) {
        return switch (random.nextInt(18)) {
            case 0 -> new Action.Acknowledge("*", 0);
            case 1 -> new Action.Acknowledge("spo2.low.crit", 0);
            case 2 ->
                new Action.MovePhase(List.of("baseline", "dosing", "recovery").get(random.nextInt(3)));
            case 3 -> new Action.ConfirmBaseline(Map.of(Metric.SBP, 110.0 + random.nextInt(20), Metric.SPO2, 97.0));
            case 4 ->
                new Action.Dose(
                        "ketamine",
                        "iv",
                        35,
                        "mg",
                        List.of("start", "stop", "given").get(random.nextInt(3)),
                        null,
                        null,
                        null);
            case 5 -> new Action.SetLimit("spo2.low.crit", 85 + random.nextInt(8), "athlete");
            case 6 -> new Action.PauseAudio(1_000L * random.nextInt(120));
            case 7 -> new Action.Standby(1_000L * random.nextInt(60));
            case 8 -> new Action.Resume();
            case 9 ->
                new Action.Cuff(
                        List.of("start", "abort", "allow", "forbid").get(random.nextInt(4)), random.nextBoolean());
            case 10 -> new Action.Note("note");
            case 11 ->
                random.nextBoolean()
                        ? new Action.AdverseEvent("nausea", at, 0, "")
                        : new Action.AdverseEvent("sedation", at - 60_000, at, "", 3);
            case 13, 14 -> new Action.Undo("", "a slip");
            case 15 ->
                new Action.Reassign(
                        new Patient(
                                "p2",
                                "C. D.",
                                "1970-01-01",
                                random.nextBoolean() ? null : new Patient.Identifier("urn:mrn", "7"),
                                random.nextBoolean() ? null : "Patient/7"),
                        "wrong chair");
            case 16 -> new Action.Dose("ketamine", "iv", 20, "mg", "given", "0.5 mg/kg", "L7", "late consent");
            case 12 ->
                new Action.Assess(
                        random.nextBoolean() ? null : random.nextInt(11),
                        random.nextBoolean() ? null : random.nextInt(6),
                        random.nextBoolean() ? null : random.nextBoolean(),
                        random.nextBoolean() ? null : List.of("sedation"));
            default ->
                switch (random.nextInt(20)) {
                    case 0 -> new Action.Discharge("left");
                    case 1 -> new Action.Abort("by mistake");
                    default -> new Action.Note("more");
                };
        };
    }
}
