package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The truth table of "The time of a live reading". Times are seconds; the device's clock is an hour behind. */
class DeviceClockTest {
    private static final long NOON = 1_780_000_000_000L;
    private static final long HOUR = 3600;

    private final DeviceClock clock = new DeviceClock();

    @Test
    void anUnprovenClockCountsAtArrivalAndAProvenOneByItsOwnTime() {
        live(0, 0, 0);
        live(1, 1.5, 1.5);
        live(2, 2.2, 2); // three agree within 2 s; the smallest offset is that of the first
        live(3, 4.4, 3); // 1.4 s late, and told so
        live(4, 4.0, 4);
    }

    @Test
    void aSmallerOffsetMovesAllThatFollow() {
        live(0, 1, 1);
        live(1, 2, 2);
        live(2, 3, 3);
        live(3, 3.2, 3.2);
        live(4, 5, 4.2);
    }

    @Test
    void aMeasurementIsNeverLaterThanItsArrival() {
        prove();
        for (int second = 3; second < 30; second++) {
            double arrives = second + (second % 4) * 0.4 - 0.5;
            assertThat(message(second, arrives).measuredMillis()).isLessThanOrEqualTo(at(arrives));
        }
    }

    @Test
    void latenessOnAProvenClockRemains() {
        prove();
        live(3, 33, 3);
        live(4, 33.1, 4); // the rest of the stall arrives at once
        live(33, 33.2, 33);
        live(34, 34, 34);
    }

    @Test
    void aBacklogSentAtOnceProvesNothing() {
        live(0, 100, 100);
        live(1, 100.01, 100.01);
        live(2, 100.02, 100.02);
        live(3, 100.03, 100.03);
        live(100, 100.5, 100.5); // its true time; the clock is still unproven
    }

    @Test
    void threeMessagesThatDisagreeProveNothing() {
        live(0, 0, 0);
        live(1, 3.5, 3.5);
        live(2, 7, 7);
        live(3, 7.2, 7.2);
    }

    @Test
    void aStepBackKeepsHostTimeAndIsReportedOnce() {
        prove();
        steppedLive(3 - HOUR, 3, 3);
        live(4 - HOUR, 4.3, 4.3);
        live(5 - HOUR, 5.1, 5); // proven again by three
        live(6 - HOUR, 6.5, 6);
    }

    @Test
    void aStepForwardKeepsHostTimeAndIsReportedOnce() {
        prove();
        steppedLive(3 + HOUR, 3, 3);
        live(4 + HOUR, 4.2, 4.2);
        live(5 + HOUR, 5, 5);
    }

    @Test
    void fiveSecondsAreNoStep() {
        prove();
        assertThat(message(3 + 5, 3).stepped()).isFalse();
    }

    @Test
    void aBacklogAfterAReconnectStaysHistory() {
        prove();
        clock.connected();
        live(3, 63, 3);
        live(4, 63.1, 4);
        live(5, 63.2, 5);
        live(63, 63.3, 63);
        live(64, 64, 64);
    }

    @Test
    void aClockSetWhileDisconnectedIsBelievedAfterThree() {
        prove();
        clock.connected();
        live(63 - HOUR, 63, 63 - HOUR); // may be a backlog: history until proven otherwise
        live(64 - HOUR, 64, 64 - HOUR);
        steppedLive(65 - HOUR, 65, 65);
        live(66 - HOUR, 66.4, 66);
    }

    @Test
    void aClockAheadAfterAReconnectCountsAtArrival() {
        prove();
        clock.connected();
        live(63 + HOUR, 63, 63);
    }

    @Test
    void whatTheBrokerOrTheDeviceHadKeptIsHistoryWhileUnproven() {
        DeviceClock.Moment retained = clock.dated(device(0), at(0), true, false);
        assertThat(retained.history()).isTrue();
        assertThat(at(0) - retained.measuredMillis()).isGreaterThan(120_000);
        assertThat(clock.dated(device(0), at(0), false, true).history()).isTrue();
    }

    @Test
    void aRetainedMessageIsLiveOnlyWhileItsOwnTimeIsFresh() {
        prove();
        DeviceClock.Moment old = clock.dated(device(-600), at(3), true, false);
        assertThat(old.measuredMillis()).isEqualTo(at(-600));
        DeviceClock.Moment fresh = clock.dated(device(2), at(3), true, false);
        assertThat(fresh.history()).isFalse();
        assertThat(fresh.measuredMillis()).isEqualTo(at(2));
    }

    @Test
    void memoryIsNeverLive() {
        prove();
        assertThat(clock.dated(device(2), at(3), false, true).history()).isTrue();
    }

    @Test
    void keptMessagesTeachTheClockNothing() {
        prove();
        clock.dated(device(-500), at(3), true, false);
        assertThat(message(4, 4).stepped()).isFalse();
        live(5, 5.5, 5);
    }

    @Test
    void aRetainedValueWithoutATimeIsNotFresh() {
        assertThat(DeviceClock.undated(at(0), true).history()).isTrue();
        assertThat(DeviceClock.undated(at(0), false)).isEqualTo(new DeviceClock.Moment(at(0), false, false));
    }

    private void prove() {
        for (int second = 0; second < 3; second++) {
            message(second, second);
        }
    }

    private void live(double device, double arrives, double measured) {
        assertThat(message(device, arrives)).isEqualTo(new DeviceClock.Moment(at(measured), false, false));
    }

    private void steppedLive(double device, double arrives, double measured) {
        assertThat(message(device, arrives)).isEqualTo(new DeviceClock.Moment(at(measured), false, true));
    }

    private DeviceClock.Moment message(double device, double arrives) {
        return clock.dated(device(device), at(arrives), false, false);
    }

    private static long at(double seconds) {
        return NOON + Math.round(seconds * 1000);
    }

    private static long device(double seconds) {
        return at(seconds) - HOUR * 1000;
    }
}
