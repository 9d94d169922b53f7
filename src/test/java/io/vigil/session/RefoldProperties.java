package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever people do, take back and do again: the same inputs folded again give the same session. */
class RefoldProperties {
    private static final int STEPS = 80;

    @Property(tries = 100)
    void theFoldOfTheJournalIsTheSession(@ForAll long seed) {
        Random random = new Random(seed);
        Story story = new Story();
        story.cuffWorn(1);
        long second = 2;
        for (int step = 0; step < STEPS && story.session.isOpen(); step++) {
            second += 1 + random.nextInt(60);
            step(story, second, random);
        }
        story.until(second + 60);
        Session again = story.again();
        long now = story.session.lastInstantMillis();
        assertThat(again.view(now)).as("seed " + seed).isEqualTo(story.session.view(now));
        assertThat(again.cuff().due(now)).isEqualTo(story.session.cuff().due(now));
        assertThat(again.cuff().refusal(now)).isEqualTo(story.session.cuff().refusal(now));
        assertThat(again.undo().offered(now)).isEqualTo(story.session.undo().offered(now));
    }

    /** After everything is taken back the record is as at the start. */
    @Property(tries = 50)
    void whatIsWhollyTakenBackLeavesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Story story = new Story();
        for (int step = 0; step < 20; step++) {
            story.act(2 + step, undoable(random));
        }
        while (story.session.undo().offered(T0 + 30_000).isPresent()) {
            story.act(30, new Action.Undo("", ""));
        }
        SessionView view = story.session.view(T0 + 30_000);
        assertThat(view.phase()).isEqualTo("baseline");
        assertThat(view.phaseSinceMillis()).isEqualTo(T0);
        assertThat(view.doseMillis()).isZero();
        assertThat(view.baseline()).isEmpty();
        assertThat(view.observedUntilMillis()).isZero();
        assertThat(view.discharge().assessment()).isEqualTo(new SessionView.Assessment(null, null, false, List.of()));
        assertThat(view.care().doses()).isEmpty();
        assertThat(view.care().adverse()).isEmpty();
    }

    private static void step(Story story, long second, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> story.pressure(second, 100 + random.nextInt(100), 80);
            case 2 -> story.at(second, Sessions.oximeter(T0 + second * 1000, 80 + random.nextInt(20), 72));
            case 3 -> story.act(second, new Action.Undo("", ""));
            case 4 -> story.act(second, new Action.Cuff(random.nextBoolean() ? "allow" : "forbid", true));
            case 5 -> story.act(second, new Action.Cuff(random.nextBoolean() ? "start" : "abort", true));
            case 6 -> story.act(second, new Action.Reassign(Sessions.patient("p" + random.nextInt(3)), ""));
            case 7 -> story.down(second, second + 40);
            case 8 -> story.failed(second);
            default -> story.act(second, undoable(random));
        }
    }

    private static Action undoable(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> new Action.MovePhase(List.of("dosing", "recovery").get(random.nextInt(2)));
            case 1 -> new Action.ConfirmBaseline(Map.of(Metric.SBP, 100.0 + random.nextInt(40)));
            case 2 ->
                new Action.Dose(
                        "ketamine",
                        "iv",
                        35,
                        "mg",
                        List.of("start", "stop", "given").get(random.nextInt(3)),
                        null,
                        null,
                        null);
            case 3 -> new Action.Assess(random.nextInt(11), null, true, List.of("sedation"));
            case 4 -> new Action.AdverseEvent("nausea", T0, random.nextBoolean() ? 0 : T0 + 1, "");
            default -> new Action.Note("n");
        };
    }
}
