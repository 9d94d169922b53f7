package io.vigil.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is wrong with a device is an alarm of whoever wears it. */
class DeviceFaultAlarmsTest extends WardAtWork {
    private void flagged(String... flags) {
        clock.leap(1000);
        List<Reading> readings = List.of(
                new Reading(Metric.SPO2, 97, Quality.GOOD, List.of(flags)),
                new Reading(Metric.PR, 72, Quality.GOOD, List.of(flags)));
        ward.frame(
                new Frame("ox-1", clock.wallMillis(), clock.wallMillis(), clock.nanos(), "", readings), durable -> {});
        ward.tick();
    }

    private List<String> told() {
        return events.stream().map(event -> event.id("s1")).toList();
    }

    @Test
    void aLeapOfADevicesClockIsALowAlarmUntilAMinuteWithoutOne() {
        start("1", "k", "ox-1");
        flagged();
        flagged("clock-step");
        flagged();
        flagged();
        assertThat(told()).containsExactly("s1/tech.clock.step/1/raised");
        assertThat(events.get(0).priority()).isEqualTo(io.vigil.alarm.Priority.LOW);
        for (int second = 0; second < 55; second++) {
            flagged();
        }
        assertThat(told()).hasSize(1);
        for (int second = 0; second < 5; second++) {
            flagged();
        }
        assertThat(told()).containsExactly("s1/tech.clock.step/1/raised", "s1/tech.clock.step/1/cleared");
    }

    @Test
    void aSecondClientOfADeviceIsATechnicalAlarmAndGoesWithTheDevice() {
        start("1", "k", "ox-1");
        flagged("second-client");
        flagged();
        assertThat(told()).containsExactly("s1/tech.device.second_client/1/raised");
        settled(ward.desk().rebind("s1", List.of(), List.of("ox-1"), "nurse", "k2"));
        clock.leap(1000);
        ward.tick();
        assertThat(told()).contains("s1/tech.device.second_client/1/cleared");
    }
}
