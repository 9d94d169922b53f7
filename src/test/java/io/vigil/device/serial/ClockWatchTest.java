package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceFlags;
import io.vigil.device.LineTrace;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line cannot store: whatever a device's clock says, its readings are live. What it says is shown. */
class ClockWatchTest {
    private static final long SECOND = 1_000;
    private static final LocalDateTime AT = LocalDateTime.of(2026, 5, 4, 10, 15, 30);
    private static final long ARRIVED = AT.toInstant(ZoneOffset.UTC).toEpochMilli();

    private final LineTrace trace = new LineTrace();

    private static Decoded.Sample says(LocalDateTime time) {
        return new Decoded.Sample(1, 0, List.of(), "", time.toString(), false);
    }

    @Test
    void aClockBeyondItsLimitIsSaidOnceWithTheNextReadings() {
        ClockWatch watch = new ClockWatch(trace, 10);
        watch.connected();
        watch.heard(says(AT.minusSeconds(11)), ARRIVED);
        assertThat(watch.flags()).containsExactly(DeviceFlags.CLOCK_WRONG);
        assertThat(watch.flags()).isEmpty();
        assertThat(trace.view(ARRIVED).clockOffsetMillis()).hasValue(11 * SECOND);
        watch.heard(says(AT.minusSeconds(9)), ARRIVED + SECOND);
        assertThat(watch.flags()).isEmpty();
    }

    @Test
    void withoutALimitASlowClockIsOnlyShown() {
        ClockWatch watch = new ClockWatch(trace, 0);
        watch.connected();
        watch.heard(says(AT.minusHours(3)), ARRIVED);
        assertThat(watch.flags()).isEmpty();
        assertThat(trace.view(ARRIVED).clockOffsetMillis()).hasValue(3 * 3600 * SECOND);
    }

    @Test
    void aLeapIsSaidAndCounted() {
        ClockWatch watch = new ClockWatch(trace, 0);
        watch.connected();
        for (int second = 0; second < 10; second++) {
            watch.heard(says(AT.plusSeconds(second)), ARRIVED + second * SECOND);
        }
        watch.heard(says(AT.plusSeconds(10).minusHours(1)), ARRIVED + 10 * SECOND);
        assertThat(watch.flags()).containsExactly(DeviceFlags.CLOCK_STEP);
        assertThat(trace.view(ARRIVED).clockSteps()).isEqualTo(1);
    }
}
