package io.vigil.session;

import static io.vigil.session.Sessions.T0;
import static io.vigil.session.Sessions.cuff;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Display;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecheckTest {
    private final Session session = new Session(Sessions.started("s1"));
    private final List<String> said = new ArrayList<>();

    private void at(long second, Happening what) {
        Effects effects = new Effects();
        session.apply(new Input("s1", session.seq() + 1, session.admit(T0 + second * 1000), what), effects);
        keep(effects);
    }

    private void until(long second) {
        Effects effects = new Effects();
        session.advance(T0 + second * 1000, effects);
        keep(effects);
    }

    private void keep(Effects effects) {
        for (AlarmEvent event : effects.events()) {
            if (event.alarm().equals(Recheck.ALARM)) {
                said.add((event.atMillis() - T0) / 1000 + " " + event.kind().wire());
            }
        }
    }

    private void pressure(long second, double sbp) {
        at(second, cuff(T0 + second * 1000, sbp, 80, 100, 70));
    }

    private void failed(long second) {
        List<Reading> none = List.of(Reading.none(Metric.SBP, Quality.INVALID, List.of()));
        at(second, new Happening.Measured("cuff-1", T0 + second * 1000, "", none));
    }

    private long due() {
        long due = session.view(session.lastInstantMillis()).nextCuffMillis();
        return due == 0 ? 0 : (due - T0) / 1000;
    }

    @Test
    void aClearReadingAsksForNoOther() {
        pressure(10, 120);
        assertThat(due()).isZero();
        until(1000);
        assertThat(said).isEmpty();
    }

    @Test
    void aViolatingReadingIsDueAgainAfterThreeMinutesAndLateAfterFour() {
        pressure(10, 165);
        assertThat(due()).isEqualTo(190);
        until(249);
        assertThat(said).isEmpty();
        until(250);
        assertThat(said).containsExactly("250 raised");
    }

    @Test
    void twoClearReadingsInARowEndIt() {
        pressure(10, 165);
        pressure(100, 120);
        assertThat(due()).isEqualTo(280);
        pressure(200, 165);
        pressure(300, 121);
        pressure(400, 122);
        assertThat(due()).isZero();
        until(2000);
        assertThat(said).isEmpty();
    }

    @Test
    void anAttemptEndsTheAlarmAndAFailedOneIsDueAgain() {
        pressure(10, 165);
        until(260);
        failed(270);
        assertThat(said).containsExactly("250 raised", "270 cleared");
        assertThat(due()).isEqualTo(450);
        until(510);
        assertThat(said).contains("510 raised");
    }

    @Test
    void aDeviceThatRepeatsItsResultHasNotMeasuredAgain() {
        pressure(10, 165);
        pressure(30, 120);
        pressure(31, 120);
        pressure(32, 120);
        assertThat(due()).isEqualTo(210);
        for (long second = 40; second < 300; second++) {
            failed(second);
        }
        assertThat(said).containsExactly("280 raised");
    }

    @Test
    void anEarlierScheduleWins() {
        at(0, new Happening.Bound("cuff-1", List.of("sbp", "dbp"), "nurse"));
        at(1, new Happening.Acted("nurse", "p", new Action.MovePhase("dosing")));
        pressure(10, 120);
        assertThat(due()).isEqualTo(610);
        pressure(500, 165);
        assertThat(due()).isEqualTo(680);
    }

    @Test
    void aReadingFromTheDeviceMemoryAsksForNothing() {
        at(400, cuff(T0 + 10_000, 190, 80, 100, 70));
        assertThat(due()).isZero();
    }

    @Test
    void withoutACuffThereIsNothingToRepeat() {
        at(0, new Happening.Bound("cuff-1", List.of("sbp", "dbp"), "nurse"));
        pressure(10, 165);
        at(20, new Happening.Unbound("cuff-1", "nurse"));
        assertThat(due()).isZero();
    }

    @Test
    void aMeanThatTheCuffDoesNotSendIsCalculatedAndSaysSo() {
        at(10, new Happening.Measured("cuff-1", T0 + 10_000, "", pressures(120, 75)));
        assertThat(map().value()).isEqualTo(90);
        assertThat(map().display()).isEqualTo(Display.LIVE);
        assertThat(map().flags()).containsExactly("calculated");
        pressure(20, 120);
        assertThat(map().value()).isEqualTo(100);
        assertThat(map().flags()).isEmpty();
    }

    @Test
    void aCalculatedMeanIsNeverCharted() {
        Effects effects = new Effects();
        session.apply(
                new Input("s1", 2, T0 + 10_000, new Happening.Measured("cuff-1", T0 + 10_000, "", pressures(120, 75))),
                effects);
        assertThat(effects.charts().get(0).values())
                .extracting(ChartEntry.Value::metric)
                .containsExactly(Metric.SBP, Metric.DBP);
    }

    private SessionView.Value map() {
        return session.view(session.lastInstantMillis()).values().stream()
                .filter(value -> value.metric() == Metric.MAP)
                .findFirst()
                .orElseThrow();
    }

    private static List<Reading> pressures(double sbp, double dbp) {
        return List.of(Reading.of(Metric.SBP, sbp, Quality.GOOD), Reading.of(Metric.DBP, dbp, Quality.GOOD));
    }
}
