package io.vigil.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class AlarmEngineProperties {
    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void aCopyTakenAnywhereGoesOnTheSameAndTouchesNothingOfTheOriginal(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 100) int percent, @ForAll boolean kept) {
        var story = Story.of(seed);
        var alone = new StoryRun(story);
        var original = new StoryRun(story);
        int at = story.end() * percent / 100;
        for (int t = 0; t < at; t++) {
            assertThat(original.second(t)).isEqualTo(alone.second(t));
        }
        var twin = kept ? original.keptAndRead() : original.copy();
        var twinSaid = new ArrayList<String>();
        for (int t = at; t <= story.end(); t++) {
            twinSaid.add(twin.second(t));
        }
        for (int t = at; t <= story.end(); t++) {
            String said = original.second(t);
            assertThat(said).isEqualTo(alone.second(t));
            assertThat(twinSaid.get(t - at))
                    .as("seed " + seed + "L, second " + t)
                    .isEqualTo(said);
        }
        assertThat(twin.engine().panel().standing())
                .isEqualTo(original.engine().panel().standing());
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void eventIdsAreUniqueAndInOrder(@ForAll long seed) {
        var story = Story.of(seed);
        var events = new ArrayList<AlarmEvent>();
        var engine = new AlarmEngine(story.rules(), story.phase(), 0, Picture.AGES);
        for (int t = 0; t <= story.end(); t++) {
            long now = t * 1_000L;
            engine.begin(now);
            if (t % 17 == 11) {
                engine.acknowledgeAll(now, events::add);
            }
            for (Story.Told told : story.toldAt(t)) {
                engine.reading(told.metric(), told.value(), told.quality(), told.measured() * 1_000L, now);
            }
            engine.evaluate(now, true, events::add);
        }
        var ids = new HashSet<String>();
        List<Long> times = events.stream().map(AlarmEvent::atMillis).toList();
        assertThat(events)
                .allSatisfy(event ->
                        assertThat(ids.add(event.id("s"))).as(event.id("s")).isTrue());
        assertThat(times).isSorted();
    }

    @Property(tries = 200)
    void insideTheBandNothingIsEverSaid(@ForAll long seed, @ForAll @IntRange(min = 0, max = 10) int hysteresis) {
        var random = new java.util.Random(seed);
        var rules = new ArrayList<Rule>();
        rules.add(Rule.named("low", RuleKind.LIMIT_LOW, Priority.HIGH)
                .on(io.vigil.vital.Metric.SPO2)
                .limit(90)
                .hysteresis(hysteresis)
                .build());
        var engine = new AlarmEngine(rules, "a", 0, Picture.AGES);
        var events = new ArrayList<AlarmEvent>();
        boolean raised = random.nextBoolean();
        for (int t = 0; t < 100; t++) {
            double inBand = 90 + random.nextInt(Math.max(1, hysteresis * 10)) / 10.0;
            double value = t == 0 && raised ? 80 : inBand;
            engine.reading(io.vigil.vital.Metric.SPO2, value, io.vigil.vital.Quality.GOOD, t * 1_000L, t * 1_000L);
            engine.evaluate(t * 1_000L, true, events::add);
        }
        long expected = raised ? (hysteresis == 0 ? 2 : 1) : 0;
        assertThat(events).hasSize((int) expected);
    }
}
