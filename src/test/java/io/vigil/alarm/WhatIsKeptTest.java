package io.vigil.alarm;

import static io.vigil.vital.Metric.PR;
import static io.vigil.vital.Metric.SPO2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An engine's state, written and read; and what another version recorded, taken up. */
class WhatIsKeptTest {
    private final List<String> said = new ArrayList<>();

    private static RuleBuilder low(String id) {
        return Rule.named(id, RuleKind.LIMIT_LOW, Priority.HIGH).on(SPO2).limit(90);
    }

    private static AlarmEngine engine(RuleBuilder... rules) {
        return new AlarmEngine(
                java.util.Arrays.stream(rules).map(RuleBuilder::build).toList(), "a", 0, DisplayTimes.DEFAULT);
    }

    private void spo2(AlarmEngine engine, long second, double value) {
        engine.begin(second * 1_000);
        engine.reading(SPO2, value, Quality.GOOD, second * 1_000, second * 1_000);
        tick(engine, second);
    }

    private void tick(AlarmEngine engine, long second) {
        engine.begin(second * 1_000);
        engine.evaluate(second * 1_000, true, event -> said.add(second + " " + event.id("s")));
    }

    private static void read(AlarmEngine into, AlarmEngine from) {
        var tape = new Tape();
        from.walk(tape);
        into.walk(tape.rewound());
    }

    @Test
    void aStateOfOtherRulesIsRefused() {
        assertThatThrownBy(() -> read(engine(low("b")), engine(low("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of a, not of b");
        assertThatThrownBy(() -> read(engine(low("a")), engine(low("a"), low("b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds 2 where there are 1");
    }

    @Test
    void anEngineThatRestedWakesToTheStateItReads() {
        AlarmEngine dosed = engine(
                Rule.named("cp", RuleKind.CHECKPOINT, Priority.HIGH).on(SPO2).checkpoint(5, 0, 0));
        dosed.dose(0);
        AlarmEngine rested = engine(
                Rule.named("cp", RuleKind.CHECKPOINT, Priority.HIGH).on(SPO2).checkpoint(5, 0, 0));
        tick(rested, 1);
        read(rested, dosed);
        tick(rested, 5);
        assertThat(said).containsExactly("5 s/cp/1/raised");
    }

    @Test
    void marksSayWhereEachAlarmStands() {
        AlarmEngine engine = engine(low("a").latching(true), low("b").on(PR));
        spo2(engine, 1, 80);
        spo2(engine, 3, 95);
        assertThat(engine.marks())
                .containsExactly(
                        new AlarmMark("a", Condition.LATCHED, 1, 1_000, 3_000),
                        new AlarmMark("b", Condition.NORMAL, 0, 0, 0));
    }

    @Test
    void whatAnotherVersionRecordedStands() {
        AlarmEngine engine = engine(low("a").latching(true).escalateAfter(List.of(10.0)), low("b").reminder(20));
        tick(engine, 1);
        engine.stand(List.of(
                new AlarmMark("a", Condition.ACTIVE, 4, 2_000, 3_000),
                new AlarmMark("b", Condition.ACKED, 2, 2_000, 5_000),
                new AlarmMark("gone", Condition.ACTIVE, 1, 2_000, 2_000)));

        assertThat(engine.panel().condition("a")).isEqualTo(Condition.ACTIVE);
        assertThat(engine.panel().occurrence("a")).isEqualTo(4);
        assertThat(engine.panel().standing().get(0).sinceMillis()).isEqualTo(2_000);
        assertThat(engine.panel().standing().get(0).changedMillis()).isEqualTo(3_000);
        // Escalation counts from when it was raised, a reminder from the acknowledgement.
        tick(engine, 11);
        assertThat(said).isEmpty();
        tick(engine, 12);
        tick(engine, 25);
        assertThat(said).containsExactly("12 s/a/4/escalated-1", "25 s/b/2/reannounced");
        said.clear();
        spo2(engine, 26, 95);
        assertThat(said).containsExactly("26 s/a/4/latched", "26 s/b/2/cleared");
        said.clear();
        spo2(engine, 27, 80);
        assertThat(said).containsExactly("27 s/a/5/raised", "27 s/b/3/raised");
    }

    @Test
    void aRecordedNormalEndsADelayThatRan() {
        AlarmEngine engine = engine(low("a").delay(5));
        spo2(engine, 1, 80);
        engine.stand(List.of(new AlarmMark("a", Condition.NORMAL, 0, 0, 0)));
        spo2(engine, 4, 80);
        spo2(engine, 8, 80);
        assertThat(said).isEmpty();
        spo2(engine, 9, 80);
        assertThat(said).containsExactly("9 s/a/1/raised");
    }

    /** 97 was the highest of the window: the fall to 93 is seen only by who still knows it. */
    @Test
    void theWindowOfARateIsKept() {
        AlarmEngine before = engine(fall());
        spo2(before, 1, 97);
        spo2(before, 2, 96);
        AlarmEngine after = engine(fall());
        read(after, before);
        spo2(after, 3, 93);
        assertThat(said).containsExactly("3 s/fall/1/raised");
    }

    @Test
    void theLastChangeOfARateIsKept() {
        AlarmEngine before = engine(fall().delay(3));
        spo2(before, 1, 97);
        spo2(before, 2, 93);
        AlarmEngine after = engine(fall().delay(3));
        read(after, before);
        tick(after, 4);
        assertThat(said).isEmpty();
        tick(after, 5);
        assertThat(said).as("the fall is held, and its delay is over").containsExactly("5 s/fall/1/raised");
    }

    @Test
    void aReadingOlderThanTheWindowOfARateIsForgotten() {
        AlarmEngine engine = engine(fall());
        spo2(engine, 1, 97);
        spo2(engine, 2, 96);
        spo2(engine, 62, 93);
        assertThat(said).as("97 is 61 s old").isEmpty();
        AlarmEngine younger = engine(fall());
        spo2(younger, 1, 97);
        spo2(younger, 2, 96);
        spo2(younger, 61, 93);
        assertThat(said).as("97 is 60 s old").containsExactly("61 s/fall/1/raised");
    }

    private static RuleBuilder fall() {
        return Rule.named("fall", RuleKind.RATE_LOW, Priority.HIGH)
                .on(SPO2)
                .change(3)
                .window(60);
    }

    /** After a standby nothing counts that was before it: the run begins anew. */
    @Test
    void aRunOfReadingsEndsWithAStandby() {
        AlarmEngine engine = engine(low("a").counted(2, 0));
        spo2(engine, 1, 80);
        assertThat(engine.standby(5_000, 2_000, event -> {})).isEqualTo(AlarmEngine.Verdict.APPLIED);
        spo2(engine, 8, 80);
        assertThat(said).isEmpty();
        spo2(engine, 9, 80);
        assertThat(said).containsExactly("9 s/a/1/raised");
    }

    /** What an event is called says how often it was said before: also when that was before a restart. */
    @Test
    void howOftenSomethingWasSaidIsKept() {
        AlarmEngine before = engine(told());
        spo2(before, 1, 80);
        tick(before, 11);
        before.acknowledge("a", 12_000, event -> {});
        tick(before, 32);
        AlarmEngine after = engine(told());
        read(after, before);
        said.clear();
        tick(after, 42);
        after.acknowledge("a", 43_000, event -> said.add("43 " + event.id("s")));
        tick(after, 63);
        assertThat(said).containsExactly("42 s/a/1/escalated-1.2", "43 s/a/1/acknowledged.2", "63 s/a/1/reannounced.2");
    }

    private static RuleBuilder told() {
        return low("a").escalateAfter(List.of(10.0)).reminder(20);
    }

    @Test
    void aStateOfAnotherSizeIsRefused() {
        var tape = new Tape();
        tape.numbers(new long[] {1, 2});
        assertThatThrownBy(() -> tape.rewound().numbers(new long[] {0, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds 2 where there are 3");
        assertThatThrownBy(() -> read(engine(low("a").escalateAfter(List.of(1.0))), engine(low("a"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectionsAreKeptInTheirOrderAndReplaceWhatWasThere() {
        var tape = new Tape();
        tape.all(new ArrayList<>(List.of("b", "a")), tape::text);
        tape.all(new LinkedHashMap<>(Map.of("k", "v")), tape::text, tape::text);
        List<String> list = new ArrayList<>(List.of("old"));
        var map = new LinkedHashMap<>(Map.of("old", "old"));
        tape.rewound();
        tape.all(list, tape::text);
        tape.all(map, tape::text, tape::text);
        assertThat(list).containsExactly("b", "a");
        assertThat(map).containsExactly(Map.entry("k", "v"));
        assertThat(tape.atEnd()).isTrue();
    }
}
