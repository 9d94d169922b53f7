package io.vigil.device.mqtt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceFlags;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.description.Freshness;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.LeapClock;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a description says of freshness, clock and chair has its effect on the messages. */
class FreshnessWordsTest {
    private final LeapClock clock = new LeapClock();
    private final HoldingPort port = new HoldingPort();
    private final DeviceBinding plain = new DeviceBinding("ox", "number", Bindings.NUMBER, Set.of(), 10_000);

    @AfterEach
    void close() {
        port.close();
    }

    private static Freshness rule(int stale, int retained, int perSecond, String use, int skew, String back) {
        return new Freshness(stale, retained, perSecond, Optional.empty(), use, skew, back);
    }

    private final class Line {
        private final DeviceBinding binding;
        private final Intake intake;

        Line(DeviceBinding binding) {
            this.binding = binding;
            this.intake = new Intake(Map.of("t", binding), port, clock);
        }

        void says(String payload, boolean retained) {
            intake.take(binding, new Incoming("t", Bindings.bytes(payload), 1, 0, false, retained), done -> {});
        }

        void saysAgo(int value, long millis, boolean retained) {
            says(value + "@" + Instant.ofEpochMilli(clock.wallMillis() - millis), retained);
        }

        /** Three seconds at pace: its clock is believed. */
        Line proven() {
            for (int i = 0; i < 4; i++) {
                saysAgo(90 + i, 0, false);
                clock.leap(1_000);
            }
            return this;
        }
    }

    private Frame last() {
        return port.frames().get(port.frames().size() - 1);
    }

    @Test
    void whatIsStaleOnItsArrivalIsHistory() {
        Line line = new Line(plain.dated(rule(3, 10, 0, "device", 0, "live"))).proven();
        int live = port.frames().size();
        line.saysAgo(97, 2_000, false);
        line.saysAgo(97, 4_000, false);
        assertThat(port.frames()).as("history is not thinned").hasSize(live + 1 + 1);
        assertThat(last().measuredMillis()).isEqualTo(clock.wallMillis() - 4_000);
    }

    @Test
    void retainedIsIgnoredWhereItIsSaidAndCountsForAsLongAsItIsSaid() {
        Line never = new Line(plain.dated(rule(0, 0, 0, "device", 0, "live"))).proven();
        int before = port.frames().size();
        never.saysAgo(80, 0, true);
        assertThat(port.frames()).hasSize(before);
        Line long_ = new Line(plain.dated(rule(0, 30, 0, "device", 0, "live"))).proven();
        before = port.frames().size();
        long_.saysAgo(80, 25_000, true);
        assertThat(port.frames()).hasSize(before + 1);
        long_.saysAgo(81, 35_000, true);
        assertThat(port.frames()).hasSize(before + 1);
    }

    @Test
    void notMoreThanSoManyChangesASecondButEachChangeOfQuality() {
        DeviceBinding letters = new DeviceBinding(
                "ox",
                "number",
                (topic, payload) -> List.of(new Decoded.Sample(
                        1,
                        0,
                        List.of(Reading.of(
                                Metric.SPO2, payload[0], payload.length > 1 ? Quality.QUESTIONABLE : Quality.GOOD)),
                        "",
                        "",
                        false)),
                Set.of(),
                10_000);
        Line line = new Line(letters.dated(rule(0, 10, 2, "device", 0, "live")));
        for (int i = 0; i < 20; i++) {
            line.says(String.valueOf((char) ('A' + i)), false);
            clock.leap(50);
        }
        assertThat(port.frames()).hasSize(2);
        line.says("Z", false);
        line.says("Z?", false);
        assertThat(port.frames()).hasSize(4);
        assertThat(last().readings().get(0).quality()).isEqualTo(Quality.QUESTIONABLE);
    }

    @Test
    void theHostsClockCountsWhereItIsSaidAndAWrongOneIsFlagged() {
        Line line = new Line(plain.dated(rule(0, 10, 0, "host", 60, "live"))).proven();
        assertThat(last().readings().get(0).flags()).isEmpty();
        line.saysAgo(97, 59_000, false);
        assertThat(last().measuredMillis()).isEqualTo(last().arrivedMillis());
        assertThat(last().readings().get(0).flags()).isEmpty();
        line.saysAgo(96, 61_000, false);
        assertThat(last().measuredMillis()).isEqualTo(last().arrivedMillis());
        assertThat(last().readings().get(0).flags()).containsExactly(DeviceFlags.CLOCK_WRONG);
    }

    @Test
    void aTimeBeforeTheLastOneIsHistoryWhereItIsSaid() {
        MessageTimes times = new MessageTimes();
        Decoded.Sample later = sample(10_000);
        Decoded.Sample earlier = sample(9_000);
        DeviceBinding history = plain.dated(rule(0, 10, 0, "host", 0, "history"));
        assertThat(times.judge(history, later, false, clock.wallMillis()).history())
                .isFalse();
        assertThat(times.judge(history, earlier, false, clock.wallMillis()).history())
                .isTrue();
        assertThat(times.judge(history, later, false, clock.wallMillis()).history())
                .isFalse();
        MessageTimes lenient = new MessageTimes();
        DeviceBinding live = plain.dated(rule(0, 10, 0, "host", 0, "live"));
        assertThat(lenient.judge(live, later, false, clock.wallMillis()).history())
                .isFalse();
        assertThat(lenient.judge(live, earlier, false, clock.wallMillis()).history())
                .isFalse();
    }

    private static Decoded.Sample sample(long ownMillis) {
        return new Decoded.Sample(
                1,
                0,
                List.of(Reading.of(Metric.SPO2, 97, Quality.GOOD)),
                "",
                Instant.ofEpochMilli(ownMillis).toString(),
                false);
    }

    @Test
    void whatSaysThatItStandsAtAnotherChairIsNotBelieved() {
        DeviceBinding roaming = new DeviceBinding(
                "ox",
                "number",
                (topic, payload) -> List.of(new Decoded.Sample(
                        1,
                        0,
                        List.of(Reading.of(Metric.SPO2, 97, Quality.GOOD)),
                        "",
                        "",
                        false,
                        List.of(),
                        Map.of("chair", new String(payload, java.nio.charset.StandardCharsets.UTF_8)))),
                Set.of(),
                10_000);
        Line line = new Line(roaming.at("2"));
        line.says("2", false);
        line.says("3", false);
        assertThat(port.frames()).hasSize(1);
        assertThat(port.last("ox").state()).isEqualTo(LinkState.FAULTY);
        assertThat(port.last("ox").reason()).contains("chair 3, not at 2");
        new Line(roaming).says("3", false);
        assertThat(port.frames()).as("bound by hand").hasSize(2);
    }
}
