package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static io.vigil.session.Sessions.oximeter;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.Condition;
import io.vigil.alarm.Display;
import io.vigil.alarm.Sound;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** alarms.md, "Restart": a gap is crossed by a single instant, event by event. The limit is 88 with 5 s of patience. */
class RestartGapTest {
    private final Session session = new Session(Sessions.started("s1"));
    private final List<String> said = new ArrayList<>();

    private void at(double second, Happening what) {
        Effects effects = new Effects();
        session.apply(new Input("s1", session.seq() + 1, session.admit(T0 + (long) (second * 1000)), what), effects);
        keep(effects);
    }

    private void until(double second) {
        Effects effects = new Effects();
        session.advance(T0 + (long) (second * 1000), effects);
        keep(effects);
    }

    private void keep(Effects effects) {
        effects.events()
                .forEach(event -> said.add((event.atMillis() - T0) / 1000.0 + " " + event.alarm() + " "
                        + event.kind().wire() + (event.level() > 0 ? " " + event.level() : "")));
    }

    private void spo2(int from, int to, double value) {
        for (int second = from; second <= to; second++) {
            at(second, oximeter(T0 + second * 1000L, value, 70));
        }
        until(to);
    }

    private void down(double from, double to) {
        at(to, new Happening.Restarted(T0 + (long) (from * 1000)));
    }

    private void bound() {
        at(0, new Happening.Bound("ox-1", List.of("spo2", "pr"), "nurse"));
    }

    @Test
    void aDelayThatRanBeforeTheGapStartsAnewAfterIt() {
        bound();
        spo2(0, 3, 85);
        down(3, 30);
        assertThat(said).containsExactlyInAnyOrder("30.0 tech.spo2.stale raised", "30.0 tech.pr.stale raised");
        said.clear();
        spo2(31, 35, 85);
        assertThat(said).containsExactlyInAnyOrder("31.0 tech.spo2.stale cleared", "31.0 tech.pr.stale cleared");
        spo2(36, 36, 85);
        assertThat(said).endsWith("36.0 spo2.low.crit raised");
    }

    @Test
    void anAlarmThatStoodStandsAndEachEscalationComesOnceAtTheInstantOfTheReturn() {
        bound();
        spo2(0, 5, 85);
        assertThat(said).containsExactly("5.0 spo2.low.crit raised");
        said.clear();
        down(6, 200.5);
        assertThat(said)
                .containsExactlyInAnyOrder(
                        "200.5 spo2.low.crit escalated 1",
                        "200.5 spo2.low.crit escalated 2",
                        "200.5 tech.spo2.stale raised",
                        "200.5 tech.pr.stale raised");
        said.clear();
        until(300);
        assertThat(said).isEmpty();
        assertThat(session.view(T0 + 300_000).sounding()).isEqualTo(Sound.HIGH);
        assertThat(session.alarms().standing("spo2.low.crit").orElseThrow().condition())
                .isEqualTo(Condition.ACTIVE);
    }

    @Test
    void aClearingThatRanBeforeTheGapStartsAnewAfterIt() {
        bound();
        spo2(0, 5, 85);
        spo2(6, 9, 95);
        said.clear();
        down(9, 40);
        spo2(41, 45, 95);
        assertThat(said).noneMatch(line -> line.contains("spo2.low.crit latched"));
        spo2(46, 46, 95);
        assertThat(said).endsWith("46.0 spo2.low.crit latched");
    }

    @Test
    void whatWasAcknowledgedStaysAcknowledgedAndNothingLooksLive() {
        bound();
        spo2(0, 5, 85);
        at(6, new Happening.Acted("nurse", "k", new Action.Acknowledge("spo2.low.crit", 0)));
        down(6, 60);
        assertThat(session.alarms().standing("spo2.low.crit").orElseThrow().condition())
                .isEqualTo(Condition.ACKED);
        assertThat(session.view(T0 + 60_000).values())
                .filteredOn(value -> value.metric() == Metric.SPO2)
                .singleElement()
                .satisfies(value -> {
                    assertThat(value.display()).isEqualTo(Display.STALE);
                    assertThat(value.value()).isNaN();
                });
    }

    @Test
    void noTickOfTheGapIsMadeUpForAndTheNextWholeSecondTicksAgain() {
        bound();
        spo2(0, 2, 97);
        down(2, 8.2);
        assertThat(said)
                .as("held values have not expired, nothing is stale yet")
                .isEmpty();
        until(12);
        assertThat(said).containsExactlyInAnyOrder("12.0 tech.spo2.stale raised", "12.0 tech.pr.stale raised");
    }
}
