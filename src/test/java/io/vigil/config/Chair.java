package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Action;
import io.vigil.session.Effects;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Protocol;
import io.vigil.session.Session;
import io.vigil.session.SessionView;
import io.vigil.session.Site;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One patient in a chair under a shipped protocol, on a clock that leaps: {@code at("35:00")} runs every second until
 * then, with the oximeter (and the belt, once worn) repeating each second what it says. Times are minutes and seconds
 * from the start.
 */
final class Chair {
    private static final long T0 = 1_780_000_000_000L;

    private final Session session;
    private final Effects effects = new Effects();
    private final List<String> said = new ArrayList<>();
    private long second;
    private List<Reading> oximeter = List.of();
    private List<Reading> belt = List.of();

    private Chair(Protocol protocol) {
        var patient = new Patient("p1", "Test", "1980-02-03", null, "");
        session = new Session(new Input(
                "s1",
                1,
                T0,
                new Happening.Started("s1", new Site("test", true), patient, protocol, "1", 70, "nurse", "k")));
        take(new Happening.Bound("ox-1", List.of("spo2", "pr"), "nurse"));
        take(new Happening.Bound("cuff-1", List.of("sbp", "dbp"), "nurse"));
    }

    static Chair under(String protocol) {
        if (Protocols.read(Optional.empty()) instanceof Outcome.Read<List<Protocol>> read) {
            return new Chair(read.value().stream()
                    .filter(one -> one.id().equals(protocol))
                    .findFirst()
                    .orElseThrow());
        }
        throw new AssertionError("the shipped protocols do not load");
    }

    /** Runs until this second, whose devices have not spoken yet. */
    Chair at(String time) {
        long wanted = 60L * Integer.parseInt(time.substring(0, time.indexOf(':')))
                + Integer.parseInt(time.substring(time.indexOf(':') + 1));
        assertThat(wanted).as("time goes on").isGreaterThanOrEqualTo(second);
        while (second < wanted) {
            speak("ox-1", oximeter);
            speak("belt-1", belt);
            session.advance(now(), effects);
            keep();
            second++;
        }
        return this;
    }

    private long now() {
        return T0 + second * 1_000;
    }

    private void speak(String device, List<Reading> readings) {
        if (!readings.isEmpty()) {
            take(new Happening.Measured(device, now(), "", readings));
        }
    }

    private void take(Happening what) {
        session.apply(new Input("s1", session.seq() + 1, session.admit(now()), what), effects);
        keep();
    }

    private void keep() {
        for (AlarmEvent event : effects.events()) {
            long at = (event.atMillis() - T0) / 1_000;
            said.add("%02d:%02d %s %s%s"
                    .formatted(
                            at / 60,
                            at % 60,
                            event.alarm(),
                            event.kind().wire(),
                            event.level() > 0 ? " " + event.level() : ""));
        }
        effects.clear();
    }

    Chair oximeter(double spo2, double pulse) {
        oximeter = List.of(Reading.of(Metric.SPO2, spo2, Quality.GOOD), Reading.of(Metric.PR, pulse, Quality.GOOD));
        return this;
    }

    Chair probeOff() {
        oximeter = List.of(
                Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of()),
                Reading.none(Metric.PR, Quality.SENSOR_OFF, List.of()));
        return this;
    }

    Chair oximeterSilent() {
        oximeter = List.of();
        return this;
    }

    Chair wearsBelt(double heart) {
        take(new Happening.Bound("belt-1", List.of("hr"), "nurse"));
        return belt(heart);
    }

    Chair belt(double heart) {
        belt = List.of(Reading.of(Metric.HR, heart, Quality.GOOD));
        return this;
    }

    Chair cuff(double sbp, double dbp) {
        take(new Happening.Measured(
                "cuff-1",
                now(),
                "",
                List.of(Reading.of(Metric.SBP, sbp, Quality.GOOD), Reading.of(Metric.DBP, dbp, Quality.GOOD))));
        return this;
    }

    Chair does(Action action) {
        take(new Happening.Acted("nurse", "k" + session.seq(), action));
        return this;
    }

    Chair baseline(double sbp, double dbp) {
        return does(new Action.ConfirmBaseline(Map.of(Metric.SBP, sbp, Metric.DBP, dbp)));
    }

    Chair enters(String phase) {
        return does(new Action.MovePhase(phase));
    }

    Chair dose(String route, double amount, String event) {
        return does(new Action.Dose("ketamine", route, amount, "mg", event, null, null, null));
    }

    Chair acks(String alarm) {
        return does(new Action.Acknowledge(alarm, 0));
    }

    /** Everything that was announced since this was last asked; the order within a second is free. */
    Chair heard(String... expected) {
        assertThat(said).containsExactlyInAnyOrder(expected);
        said.clear();
        return this;
    }

    Chair silence() {
        return heard();
    }

    Chair doseIsHeld(String why) {
        assertThat(session.alarms().preDoseHold())
                .hasValueSatisfying(said -> assertThat(said).contains(why));
        return this;
    }

    Chair doseIsFree() {
        assertThat(session.alarms().preDoseHold()).isEmpty();
        return this;
    }

    Chair mayNotLeave(String... missing) {
        List<String> words = session.notReady(now());
        assertThat(words).hasSize(missing.length);
        Arrays.stream(missing)
                .forEach(part ->
                        assertThat(words).anySatisfy(word -> assertThat(word).contains(part)));
        return this;
    }

    Chair mayLeave() {
        assertThat(session.notReady(now())).isEmpty();
        return this;
    }

    Chair pulseComesFrom(Metric source) {
        assertThat(session.view(now()).pulse()).map(SessionView.Value::metric).hasValue(source);
        return this;
    }
}
