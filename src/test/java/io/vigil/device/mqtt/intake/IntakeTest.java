package io.vigil.device.mqtt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.LineTrace;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.HoldingPort;
import io.vigil.device.mqtt.LeapClock;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.vital.Frame;
import io.vigil.vital.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final LeapClock clock = new LeapClock();
    private final HoldingPort port = new HoldingPort();
    private final DeviceBinding ox = Bindings.binding("ox-1");
    private final Intake intake = new Intake(Bindings.of("ox-1"), port, clock);

    @AfterEach
    void close() {
        port.close();
    }

    private void take(String payload, int packetId, int qos, boolean dup, boolean retained) {
        intake.take(
                ox,
                new Incoming("vigil/s1/ox-1/reading", Bindings.bytes(payload), packetId, qos, dup, retained),
                ok -> {});
    }

    private List<String> stamps() {
        return port.frames().stream().map(Frame::stamp).toList();
    }

    @Test
    void equalReadingsOneAfterTheOtherAreTwo() {
        take("97", 1, 1, false, false);
        clock.leap(1_000);
        take("97", 1, 1, false, false);
        assertThat(stamps()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void aRedeliveryHasTheStampOfTheFirst() {
        take("97", 7, 1, false, false);
        clock.leap(4_000);
        take("97", 7, 1, true, false);
        take("97", 7, 1, true, false);
        assertThat(Set.copyOf(stamps())).hasSize(1);
    }

    @Test
    void aRedeliveryOfWhatThisProcessNeverSawIsOneHoweverOftenItComes() {
        take("97", 7, 1, true, false);
        clock.leap(4_000);
        take("97", 7, 1, true, false);
        take("96", 8, 1, true, false);
        assertThat(stamps().get(0)).isEqualTo(stamps().get(1)).isNotEqualTo(stamps().get(2));
    }

    @Test
    void theDevicesOwnTimeIsTheStamp() {
        take("97@2026-05-04T10:15:30Z", 7, 1, false, false);
        assertThat(stamps()).containsExactly("2026-05-04T10:15:30Z");
    }

    @Test
    void aRetainedMessageIsNotLiveUnlessItsOwnTimeIsFresh() {
        take("97", 1, 1, false, true);
        take("97@" + Instant.ofEpochMilli(LeapClock.START_MILLIS), 1, 1, false, true);
        assertThat(port.frames()).isEmpty();
        assertThat(intake.staleMessages()).isEqualTo(2);
        for (int second = 0; second < 4; second++) {
            take("97@" + Instant.ofEpochMilli(clock.wallMillis()), 1, 1, false, false);
            clock.leap(1_000);
        }
        assertThat(port.frames()).hasSize(4);
        take("95@" + Instant.ofEpochMilli(clock.wallMillis() - 2_000), 1, 1, false, true);
        assertThat(port.frames()).hasSize(5);
        take("95@" + Instant.ofEpochMilli(clock.wallMillis() - 60_000), 1, 1, false, true);
        assertThat(port.frames()).hasSize(5);
    }

    @Test
    void aMetricTheDeviceDoesNotOfferIsNotBelieved() {
        DeviceBinding cuff = new DeviceBinding("cuff-1", "number", Bindings.NUMBER, Set.of(Metric.SBP), 0);
        Intake strict = new Intake(Map.of("c", cuff), port, clock);
        List<Boolean> settled = new ArrayList<>();
        strict.take(cuff, new Incoming("c", Bindings.bytes("97"), 1, 1, false, false), settled::add);
        assertThat(port.frames()).isEmpty();
        assertThat(settled).containsExactly(true);
        assertThat(port.last("cuff-1").badFrames()).isEqualTo(1);
    }

    @Test
    void theLineIsConnectingThenLiveThenSilentThenGone() {
        intake.connected("ox-1");
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.CONNECTING);
        take("97", 1, 1, false, false);
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.LIVE);
        assertThat(port.last("ox-1").reason()).isEmpty();
        clock.leap(10_000);
        intake.line("ox-1").tick();
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.LIVE);
        clock.leap(1);
        intake.line("ox-1").tick();
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.SILENT);
        intake.availability("ox-1", Bindings.bytes("Offline"));
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.GONE);
        take("97", 1, 1, false, false);
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.LIVE);
    }

    @Test
    void onlyBadMessagesMakeItFaultyAndAGoodOneMendsIt() {
        take("?", 1, 1, false, false);
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.FAULTY);
        assertThat(port.last("ox-1").reason()).contains("garbled");
        take("97", 1, 1, false, false);
        assertThat(port.last("ox-1").state()).isEqualTo(LinkState.LIVE);
        assertThat(port.last("ox-1").badFrames()).isEqualTo(1);
    }

    @Test
    void countersAreToldAtMostOnceASecond() {
        for (int i = 0; i < 100; i++) {
            take("97", 1, 1, false, false);
            clock.leap(50);
        }
        assertThat(port.reports("ox-1")).hasSizeBetween(4, 7);
    }

    @Test
    void aDecoderThatThrowsCostsOneMessageAndNotTheLink() {
        DeviceBinding broken = new DeviceBinding(
                "b",
                "broken",
                (topic, payload) -> {
                    throw new IllegalStateException("constructed");
                },
                Set.of(),
                0);
        List<Boolean> settled = new ArrayList<>();
        new Intake(Map.of("b", broken), port, clock)
                .take(broken, new Incoming("b", new byte[] {1}, 1, 1, false, false), settled::add);
        assertThat(settled).containsExactly(true);
        assertThat(port.last("b").state()).isEqualTo(LinkState.FAULTY);
    }

    private List<List<String>> flags() {
        return port.frames().stream()
                .map(frame -> frame.readings().get(0).flags())
                .toList();
    }

    /** 11 s slow: its readings stay live, and are as old as they are late. */
    @Test
    void aClockElevenSecondsSlowMakesNoReadingHistory() {
        for (int second = 0; second < 20; second++) {
            take(90 + second % 5 + "@" + Instant.ofEpochMilli(clock.wallMillis() - 11_000), 1, 1, false, false);
            clock.leap(1_000);
        }
        assertThat(port.frames())
                .hasSize(20)
                .allSatisfy(frame -> assertThat(frame.arrivedMillis() - frame.measuredMillis())
                        .isZero());
        assertThat(flags()).allMatch(List::isEmpty);
    }

    @Test
    void aLeapOfTheDevicesClockIsSaidOnceWithTheReadings() {
        long ahead = 0;
        for (int second = 0; second < 20; second++) {
            ahead = second >= 10 ? 3_600_000 : 0;
            take(90 + second % 5 + "@" + Instant.ofEpochMilli(clock.wallMillis() + ahead), 1, 1, false, false);
            clock.leap(1_000);
        }
        assertThat(port.frames()).hasSize(20);
        assertThat(flags().stream().filter(flags -> flags.contains("clock-step")))
                .hasSize(1);
        assertThat(flags().get(10)).containsExactly("clock-step");
        LineTrace.View shown = intake.trace("ox-1").orElseThrow().view(clock.wallMillis());
        assertThat(shown.clockSteps()).isEqualTo(1);
        assertThat(shown.clockOffsetMillis()).hasValue(-3_600_000);
    }

    @Test
    void valuesRepeatedSixtyTimesASecondEnterAtEachChangeAndOnceASecond() {
        for (int i = 0; i < 600; i++) {
            take(i == 305 ? "91" : "97", 0, 0, false, false);
            clock.leap(i % 3 == 0 ? 16 : 17);
        }
        assertThat(port.frames()).hasSizeBetween(12, 14);
        assertThat(port.values()).contains(91.0);
        assertThat(port.last("ox-1").goodFrames()).isGreaterThan(500);
    }

    @Test
    void aBacklogThatComesInOneBreathIsNotThinned() {
        for (int i = 0; i < 300; i++) {
            take("97@" + Instant.ofEpochMilli(clock.wallMillis() - 300_000 + i * 1_000L), i, 1, false, false);
        }
        for (int i = 0; i < 100; i++) {
            take("97", 1_000 + i, 1, false, false);
        }
        assertThat(port.frames()).hasSize(400);
    }
}
