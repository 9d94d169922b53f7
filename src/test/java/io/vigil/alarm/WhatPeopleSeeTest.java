package io.vigil.alarm;

import static io.vigil.vital.Metric.PR;
import static io.vigil.vital.Metric.SBP;
import static io.vigil.vital.Metric.SPO2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Beside deciding, the engine tells: values, limits, worst values, levels and ids, for screens, topics and records. */
class WhatPeopleSeeTest {
    private final List<AlarmEvent> events = new ArrayList<>();
    private AlarmEngine engine = new AlarmEngine(List.of(), "a", 0, DisplayTimes.DEFAULT);

    private void rules(RuleBuilder... rules) {
        engine = new AlarmEngine(Arrays.stream(rules).map(RuleBuilder::build).toList(), "a", 0, DisplayTimes.DEFAULT);
    }

    private void at(long second, Metric metric, double value) {
        reading(second, metric, value, Quality.GOOD);
    }

    private void reading(long second, Metric metric, double value, Quality quality) {
        engine.begin(second * 1_000);
        engine.reading(metric, value, quality, second * 1_000, second * 1_000);
        engine.evaluate(second * 1_000, true, events::add);
    }

    private void tick(long second) {
        engine.begin(second * 1_000);
        engine.evaluate(second * 1_000, true, events::add);
    }

    private AlarmView standing() {
        assertThat(engine.panel().standing()).hasSize(1);
        return engine.panel().standing().get(0);
    }

    private List<String> ids() {
        return events.stream().map(event -> event.id("s")).toList();
    }

    private static RuleBuilder rule(RuleKind kind) {
        return Rule.named("r", kind, Priority.HIGH).on(SPO2);
    }

    @Test
    void anEventSaysValueAndLimitAndTheViewTheWorstSince() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90).escalateAfter(List.of(2.0, 5.0)));
        at(1, SPO2, 85);
        at(2, SPO2, 80);
        at(3, SPO2, 88);

        assertThat(events.get(0))
                .isEqualTo(new AlarmEvent("r", AlarmEvent.Kind.RAISED, Priority.HIGH, 1, 0, 1, 1_000, 85, 90));
        assertThat(events.get(1))
                .isEqualTo(new AlarmEvent("r", AlarmEvent.Kind.ESCALATED, Priority.HIGH, 1, 1, 1, 3_000, 88, 90));
        assertThat(standing().worst()).isEqualTo(80);
        assertThat(standing().limit()).isEqualTo(90);
        assertThat(standing().level()).isEqualTo(1);
        assertThat(standing().sinceMillis()).isEqualTo(1_000);
        tick(6);
        assertThat(standing().level()).isEqualTo(2);
    }

    @Test
    void theWorstOfAnUpperLimitIsTheHighest() {
        rules(rule(RuleKind.LIMIT_HIGH).limit(90));
        at(1, SPO2, 92);
        at(2, SPO2, 97);
        at(3, SPO2, 91);
        assertThat(standing().worst()).isEqualTo(97);
    }

    @Test
    void aReadingBetweenTwoInstantsIsSeenToo() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90));
        at(1, SPO2, 85);
        engine.reading(SPO2, 70, Quality.GOOD, 1_500, 1_500);
        engine.reading(SPO2, 86, Quality.GOOD, 1_600, 1_600);
        tick(2);
        assertThat(standing().worst()).isEqualTo(70);
    }

    @Test
    void whatTheRuleDoesNotAcceptIsNotItsWorst() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90));
        at(1, SPO2, 85);
        reading(2, SPO2, 60, Quality.QUESTIONABLE);
        assertThat(standing().worst()).isEqualTo(85);
    }

    @Test
    void aRunShowsItsNewestReadingAndItsWorst() {
        rules(rule(RuleKind.LIMIT_HIGH).on(SBP).limit(180).counted(2, 2));
        assertThat(engine.panel().limitInForce("r")).isEqualTo(180);
        at(1, SBP, 185);
        at(3, SBP, 190);
        assertThat(events.get(0).value()).isEqualTo(190);
        at(5, SBP, 182);
        assertThat(standing().worst()).isEqualTo(190);
        at(7, SBP, 200);
        assertThat(standing().worst()).isEqualTo(200);
        at(8, SBP, 120);
        assertThat(events.get(1).value()).isEqualTo(120);
    }

    @Test
    void anIntegralShowsTheValueNotTheSum() {
        rules(rule(RuleKind.INTEGRAL_LOW).limit(90).threshold(10));
        at(1, SPO2, 84);
        at(2, SPO2, 85);
        assertThat(events.get(0).value()).isEqualTo(85);
        assertThat(events.get(0).limit()).isEqualTo(90);
        at(3, SPO2, 83);
        at(4, SPO2, 89);
        assertThat(standing().worst()).isEqualTo(83);
    }

    @Test
    void aRateShowsTheChangeAndTheLargestOne() {
        rules(rule(RuleKind.RATE_HIGH).on(PR).change(30).window(60));
        assertThat(engine.panel().limitInForce("r")).isEqualTo(30);
        at(1, PR, 60);
        at(2, PR, 95);
        assertThat(events.get(0).value()).isEqualTo(35);
        at(3, PR, 110);
        at(4, PR, 92);
        assertThat(standing().worst()).isEqualTo(50);
        // Nobody heard anything for ten seconds: there is no change to tell of.
        engine.acknowledge("r", 15_000, events::add);
        assertThat(events.get(events.size() - 1).value()).isNaN();
    }

    @Test
    void aRateIsToldUntilTenSecondsHavePassed() {
        rules(rule(RuleKind.RATE_HIGH).on(PR).change(30).window(60));
        at(1, PR, 60);
        at(2, PR, 95);
        engine.acknowledge("r", 11_999, events::add);
        assertThat(events.get(1).value()).isEqualTo(35);
    }

    @Test
    void theFirstReadingOfAWindowIsNoChange() {
        rules(rule(RuleKind.RATE_LOW).on(PR).change(30).window(20));
        at(1, PR, 100);
        at(2, PR, 60);
        at(60, PR, 55);
        assertThat(events.get(1).kind()).isEqualTo(AlarmEvent.Kind.CLEARED);
        assertThat(events.get(1).value()).isNaN();
    }

    @Test
    void aDifferenceShowsHowFarApartWhicheverIsHigher() {
        rules(rule(RuleKind.DIFFER).on(Metric.HR, PR).change(20).hysteresis(5));
        at(1, Metric.HR, 100);
        assertThat(events).isEmpty();
        at(2, PR, 80);
        assertThat(events).as("exactly 20 is not more than 20").isEmpty();
        at(3, PR, 79);
        assertThat(events.get(0).value()).isEqualTo(21);
        assertThat(events.get(0).limit()).isEqualTo(20);
        at(4, PR, 125);
        at(5, PR, 118);
        assertThat(standing().worst()).as("25 apart the other way round").isEqualTo(25);
        assertThat(events).as("18 apart is in the band").hasSize(1);
        at(6, PR, 115);
        assertThat(events.get(1).kind()).isEqualTo(AlarmEvent.Kind.CLEARED);
    }

    @Test
    void aRuleWithoutAValueTellsNone() {
        rules(Rule.named("r", RuleKind.ALL_OF, Priority.HIGH)
                .of(List.of(new Rule.Part(SPO2, RuleKind.LIMIT_LOW, 90, 0, false))));
        at(1, SPO2, 80);
        assertThat(events.get(0).value()).isNaN();
        assertThat(events.get(0).limit()).isNaN();
        assertThat(standing().worst()).isNaN();
    }

    @Test
    void idsAreTheSameForTheSameEventAndNoOther() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90).escalateAfter(List.of(1.0)).reminder(3));
        at(1, SPO2, 80);
        at(2, SPO2, 80);
        engine.acknowledge("r", 2_000, events::add);
        at(5, SPO2, 80);
        at(6, SPO2, 80);
        engine.acknowledge("r", 6_000, events::add);
        at(7, SPO2, 95);
        at(8, SPO2, 80);
        at(9, SPO2, 80);

        assertThat(ids())
                .containsExactly(
                        "s/r/1/raised",
                        "s/r/1/escalated-1",
                        "s/r/1/acknowledged",
                        "s/r/1/reannounced",
                        "s/r/1/escalated-1.2",
                        "s/r/1/acknowledged.2",
                        "s/r/1/cleared",
                        "s/r/2/raised",
                        "s/r/2/escalated-1");
        assertThat(engine.panel().occurrence("r")).isEqualTo(2);
        assertThat(standing().occurrence()).isEqualTo(2);
        assertThat(engine.panel().occurrence("other")).isZero();
    }

    @Test
    void aCopyCountsOnFromTheSameIds() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90).escalateAfter(List.of(1.0)).reminder(1));
        at(1, SPO2, 80);
        at(2, SPO2, 80);
        engine.acknowledge("r", 2_000, events::add);
        at(3, SPO2, 80);
        engine = engine.copy();
        events.clear();
        at(4, SPO2, 80);
        engine.acknowledge("r", 4_000, events::add);
        assertThat(ids()).containsExactly("s/r/1/escalated-1.2", "s/r/1/acknowledged.2");
    }

    @Test
    void theLastValueAndWhenItWasMeasured() {
        assertThat(engine.panel().value(SPO2)).isNaN();
        assertThat(engine.panel().measuredMillis(SPO2)).isZero();
        assertThat(engine.panel().quality(SPO2)).isNull();
        at(3, SPO2, 97);
        reading(4, SPO2, Double.NaN, Quality.INVALID);
        assertThat(engine.panel().value(SPO2)).isEqualTo(97);
        assertThat(engine.panel().measuredMillis(SPO2)).isEqualTo(3_000);
        assertThat(engine.panel().quality(SPO2)).isEqualTo(Quality.INVALID);
    }

    @Test
    void aCuffValueAgesAndGoesAtItsHour() {
        at(0, SBP, 120);
        assertThat(engine.panel().display(SBP, 899_999)).isEqualTo(Display.LIVE);
        assertThat(engine.panel().display(SBP, 900_000)).isEqualTo(Display.AGED);
        assertThat(engine.panel().display(SBP, 3_599_999)).isEqualTo(Display.AGED);
        assertThat(engine.panel().display(SBP, 3_600_000)).isEqualTo(Display.EXPIRED);
    }

    @Test
    void whetherThereIsSuchAnAlarm() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90));
        assertThat(engine.panel().has("r")).isTrue();
        assertThat(engine.panel().has("q")).isFalse();
        assertThat(engine.acknowledge("r", 0, events::add)).isTrue();
        assertThat(engine.acknowledge("q", 0, events::add)).isFalse();
        assertThat(engine.panel().limitInForce("q")).isNaN();
        assertThatThrownBy(() -> engine.enable("q", true, 0, events::add)).hasMessage("no rule q");
    }

    @Test
    void standbyAndPauseTellTheirEnds() {
        assertThat(engine.panel().standingBy()).isFalse();
        assertThat(engine.panel().standbyUntil()).isZero();
        assertThat(engine.panel().audioPausedUntil(0)).isZero();
        engine.audioPause(30_000, 1_000);
        assertThat(engine.panel().audioPausedUntil(30_999)).isEqualTo(31_000);
        assertThat(engine.panel().audioPausedUntil(31_000)).isZero();
        engine.standby(60_000, 2_000, events::add);
        assertThat(engine.panel().audioPausedUntil(3_000))
                .as("a standby ends the pause")
                .isZero();
        assertThat(engine.panel().standingBy()).isTrue();
        assertThat(engine.panel().standbyUntil()).isEqualTo(62_000);
        engine.resume(5_000);
        assertThat(engine.panel().standingBy()).isFalse();
        assertThat(engine.panel().standbyUntil()).isZero();
    }

    @Test
    void theCuffCoversTheOximeterAlone() {
        engine.nibpStart(true, 1_000);
        assertThat(engine.panel().underCuff(SPO2, 2_000)).isTrue();
        assertThat(engine.panel().underCuff(PR, 60_999)).isTrue();
        assertThat(engine.panel().underCuff(PR, 61_000)).isFalse();
        assertThat(engine.panel().underCuff(Metric.HR, 2_000)).isFalse();
        engine.nibpEnd(3_000);
        assertThat(engine.panel().underCuff(SPO2, 3_000)).isFalse();
    }

    @Test
    void onlyWhatIsNotNormalStandsMostUrgentFirst() {
        rules(
                Rule.named("quiet", RuleKind.LIMIT_LOW, Priority.HIGH).on(SPO2).limit(10),
                Rule.named("low", RuleKind.LIMIT_LOW, Priority.LOW).on(SPO2).limit(95),
                Rule.named("high", RuleKind.LIMIT_LOW, Priority.HIGH).on(SPO2).limit(90));
        at(1, SPO2, 92);
        at(2, SPO2, 85);
        assertThat(engine.panel().standing())
                .extracting(view -> view.rule().id())
                .containsExactly("high", "low");
    }

    @Test
    void aSwitchedOffRuleEndsAtOnceAndCountsAnewWhenItIsBack() {
        rules(Rule.named("r", RuleKind.STALE, Priority.MEDIUM).on(SPO2).timeout(5));
        tick(5);
        assertThat(ids()).containsExactly("s/r/1/raised");
        engine.enable("r", false, 6_000, events::add);
        assertThat(ids()).contains("s/r/1/cleared");
        tick(20);
        engine.enable("r", true, 20_000, events::add);
        tick(24);
        assertThat(events).hasSize(2);
        engine.enable("r", true, 24_000, events::add);
        tick(25);
        assertThat(ids()).as("enabling what is enabled moves nothing").endsWith("s/r/2/raised");
    }

    @Test
    void aDelayThatRanBeforeTheRuleGaveWayStartsAnew() {
        rules(
                Rule.named("r", RuleKind.LIMIT_LOW, Priority.HIGH)
                        .on(SPO2)
                        .limit(90)
                        .delay(4)
                        .phases(Set.of("a")),
                Rule.named("i", RuleKind.LIMIT_LOW, Priority.HIGH)
                        .on(SPO2)
                        .limit(90)
                        .delay(4)
                        .inhibitedBy(List.of("o")),
                Rule.named("o", RuleKind.SENSOR_OFF, Priority.LOW).on(PR));
        at(1, SPO2, 80);
        at(3, SPO2, 80);
        engine.phase("b", 4_000);
        engine.reading(PR, Double.NaN, Quality.SENSOR_OFF, 4_000, 4_000);
        tick(4);
        engine.phase("a", 5_000);
        engine.reading(PR, 60, Quality.GOOD, 5_000, 5_000);
        at(5, SPO2, 80);
        at(8, SPO2, 80);
        assertThat(ids()).doesNotContain("s/r/1/raised", "s/i/1/raised");
        at(9, SPO2, 80);
        assertThat(ids()).contains("s/r/1/raised", "s/i/1/raised");
    }

    @Test
    void anEscalationAfterNothingComesWithTheAlarm() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90).escalateAfter(List.of(0.0)));
        at(1, SPO2, 80);
        assertThat(ids()).containsExactly("s/r/1/raised", "s/r/1/escalated-1");
    }

    @Test
    void moreReadingsInAWindowThanForeseenAreAllRemembered() {
        rules(rule(RuleKind.RATE_LOW).on(PR).change(200).window(600));
        for (int i = 0; i < 300; i++) {
            engine.reading(PR, 330 - i, Quality.GOOD, 1_000 + i, 1_000 + i);
        }
        engine.evaluate(2_000, true, events::add);
        assertThat(events.get(0).value()).isEqualTo(299);
    }

    @Test
    void aRateStartsAnewAfterAStandby() {
        rules(rule(RuleKind.RATE_HIGH).on(PR).change(30).window(600));
        at(1, PR, 60);
        engine.standby(5_000, 2_000, events::add);
        at(8, PR, 120);
        assertThat(events).isEmpty();
    }

    @Test
    void wordsOnTheWireAreTheSpecifications() {
        assertThat(Arrays.stream(Condition.values()).map(Condition::wire))
                .containsExactly("normal", "active", "acked", "latched");
        assertThat(Arrays.stream(Sound.values()).map(Sound::wire)).containsExactly("none", "medium", "high");
        assertThat(Arrays.stream(Priority.values()).map(Priority::wire))
                .containsExactlyInAnyOrder("low", "medium", "high");
        assertThat(Arrays.stream(Display.values()).map(Display::wire))
                .containsExactly("none", "live", "questionable", "invalid", "off", "stale", "aged", "expired");
        assertThat(RuleKind.DELTA_PCT_HIGH.wire()).isEqualTo("delta_pct_high");
        assertThat(RuleKind.ofWire("delta_pct_high")).contains(RuleKind.DELTA_PCT_HIGH);
        assertThat(RuleKind.ofWire("delta_pct")).isEmpty();
    }

    @Test
    void aLimitMovedIsTheLimitToldInEveryPhase() {
        rules(
                rule(RuleKind.LIMIT_LOW).limit(90).limitByPhase(Map.of("b", 85.0)),
                Rule.named("run", RuleKind.LIMIT_LOW, Priority.LOW)
                        .on(SPO2)
                        .limit(90)
                        .counted(2, 0),
                Rule.named("sum", RuleKind.INTEGRAL_LOW, Priority.LOW)
                        .on(SPO2)
                        .limit(90)
                        .threshold(5),
                Rule.named("delta", RuleKind.DELTA_LOW, Priority.LOW).on(SPO2).change(5));
        engine.phase("b", 1_000);
        assertThat(engine.panel().limitInForce("r")).isEqualTo(85);
        for (String id : List.of("r", "run", "sum")) {
            assertThat(engine.setLimit(id, 80, 1_000).verdict()).isEqualTo(AlarmEngine.Verdict.APPLIED);
            assertThat(engine.panel().limitInForce(id)).isEqualTo(80);
        }
        assertThat(engine.setLimit("delta", 80, 1_000).verdict()).isEqualTo(AlarmEngine.Verdict.IGNORED);
        engine.phase("a", 2_000);
        assertThat(engine.panel().limitInForce("r")).isEqualTo(80);
    }

    @Test
    void aRuleWithAnotherLimitKeepsTheRest() {
        Rule rule = rule(RuleKind.LIMIT_LOW)
                .limit(90)
                .limitByPhase(Map.of("b", 85.0))
                .delay(3)
                .bounds(80, 95)
                .build();
        assertThat(rule.withLimit(88))
                .isEqualTo(rule(RuleKind.LIMIT_LOW)
                        .limit(88)
                        .delay(3)
                        .bounds(80, 95)
                        .build());
    }

    @Test
    void theLastOccurrenceIsToldAlsoWhenItIsOver() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90));
        assertThat(engine.panel().last("r")).isEmpty();
        assertThat(engine.panel().last("no such alarm")).isEmpty();
        at(1, SPO2, 85);
        at(3, SPO2, 82);
        at(9, SPO2, 95);

        AlarmView over = engine.panel().last("r").orElseThrow();
        assertThat(over.condition()).isEqualTo(Condition.NORMAL);
        assertThat(over.occurrence()).isEqualTo(1);
        assertThat(over.worst()).isEqualTo(82);
    }

    @Test
    void theMomentOfAnAcknowledgementIsThatOfThePresentOccurrence() {
        rules(rule(RuleKind.LIMIT_LOW).limit(90));
        at(1, SPO2, 85);
        assertThat(engine.panel().acknowledgedMillis("r")).isZero();
        engine.acknowledge("r", 2_000, events::add);
        assertThat(engine.panel().acknowledgedMillis("r")).isEqualTo(2_000);
        assertThat(engine.panel().acknowledgedMillis("no such alarm")).isZero();
        at(3, SPO2, 95);
        at(4, SPO2, 85);
        assertThat(engine.panel().acknowledgedMillis("r")).isZero();
    }

    @Test
    void aValueIsAsGoodAsItWasMeasuredAndTheLastReadingMayBeAnother() {
        assertThat(engine.panel().valueQuality(SPO2)).isNull();
        reading(1, SPO2, 95, Quality.QUESTIONABLE);
        assertThat(engine.panel().valueQuality(SPO2)).isEqualTo(Quality.QUESTIONABLE);
        reading(2, SPO2, 96, Quality.GOOD);
        assertThat(engine.panel().valueQuality(SPO2)).isEqualTo(Quality.GOOD);
        reading(3, SPO2, Double.NaN, Quality.SENSOR_OFF);
        assertThat(engine.panel().quality(SPO2)).isEqualTo(Quality.SENSOR_OFF);
        assertThat(engine.panel().valueQuality(SPO2)).isEqualTo(Quality.GOOD);
    }
}
