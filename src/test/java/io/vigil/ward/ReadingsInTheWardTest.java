package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.Happening;
import io.vigil.session.SessionView;
import io.vigil.session.port.Inputs.Status;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reading goes to whoever wore its device then, once. */
class ReadingsInTheWardTest extends WardAtWork {
    private List<Double> measuredIn(String session) {
        return journal.entries.stream()
                .map(entry -> entry.input())
                .filter(input -> input.session().equals(session))
                .filter(input -> input.what() instanceof Happening.Measured)
                .map(input ->
                        ((Happening.Measured) input.what()).readings().get(0).value())
                .toList();
    }

    private void pulseOf(String device) {
        ward.frame(
                new Frame(
                        device,
                        clock.wallMillis(),
                        clock.wallMillis(),
                        clock.nanos(),
                        "",
                        List.of(Reading.of(Metric.PR, 70, Quality.GOOD))),
                durable -> {});
    }

    @Test
    void aReadingReachesTheSessionThatWearsTheDevice() {
        SessionView session = start("1", "k", "ox-1").session().orElseThrow();
        seconds(20, 84);
        assertThat(events).extracting(e -> e.id(session.id())).contains("s1/spo2.low.crit/1/raised");
        assertThat(ward.desk().session("s1").orElseThrow().alarms()).hasSize(1);
    }

    @Test
    void aDeviceThatWasOnlyHeardCanBeWornAndIsExpectedToGiveWhatItGave() {
        pulseOf("new-1");
        assertThat(start("1", "k", "new-1").status()).isEqualTo(Status.DONE);
        clock.leap(15_000);
        ward.tick();
        assertThat(events).extracting(AlarmEvent::alarm).containsExactly("tech.spo2.stale");
        pulseOf("new-1");
        clock.leap(15_000);
        ward.tick();
        assertThat(events).extracting(AlarmEvent::alarm).containsExactly("tech.spo2.stale", "tech.pr.stale");
    }

    @Test
    void aLateReadingGoesToThePatientWhoWoreTheDeviceThen() {
        start("1", "k1", "ox-1");
        start("2", "k2");
        seconds(5, 97);
        settled(ward.desk().rebind("s1", List.of(), List.of("ox-1"), "nurse", "u"));
        clock.leap(2000);
        settled(ward.desk().rebind("s2", List.of("ox-1"), List.of(), "nurse", "b"));
        clock.leap(1000);
        spo2(91, 4000, "late");
        spo2(98, 0, "now");
        assertThat(measuredIn("s1")).endsWith(97.0, 91.0);
        assertThat(measuredIn("s2")).containsExactly(98.0);
    }

    @Test
    void whatNobodyWearsIsKeptAndReachesNobody() {
        start("1", "k1");
        spo2(80, 0, "");
        assertThat(journal.unworn).hasSize(1);
        assertThat(measuredIn("s1")).isEmpty();
    }

    @Test
    void aRedeliveryHasNoSecondEffectAndIsConfirmedOnlyWhenTheFirstIsDurable() {
        start("1", "k1", "ox-1");
        List<Boolean> confirmed = new ArrayList<>();
        Frame frame = new Frame(
                "ox-1",
                clock.wallMillis(),
                clock.wallMillis(),
                clock.nanos(),
                "17",
                List.of(Reading.of(Metric.SPO2, 97, Quality.GOOD)));
        ward.frame(frame, confirmed::add);
        ward.frame(frame, confirmed::add);
        assertThat(measuredIn("s1")).hasSize(1);
        assertThat(confirmed).isEmpty();
        journal.commit();
        assertThat(confirmed).containsExactly(true, true);
    }

    @Test
    void twoMessagesOfOneDeviceTimeAreOneOnlyWhenTheirValuesAreEqual() {
        start("1", "k1", "ox-1");
        spo2(97, 0, "12:00:00");
        spo2(97, 0, "12:00:00");
        spo2(96, 0, "12:00:00");
        assertThat(measuredIn("s1")).containsExactly(97.0, 96.0);
    }
}
