package io.vigil.device.gatt;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Captures;
import io.vigil.device.Decoded;
import io.vigil.device.sim.GattEncoder;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Vectors: published ones read in place, and bytes constructed from the layouts. */
class GattCharacteristicsTest {
    private static Decoded.Sample sample(String type, String hex) {
        return samples(message(type, ascii(hex))).get(0);
    }

    @Test
    void thePublishedVectors() {
        List<String> vectors = Captures.lines("ble/ble_vectors.txt");
        assertThat(vectors).anyMatch(line -> line.startsWith("2A37 | 01 C8 00"));
        assertThat(reading(sample("gatt-heart-rate", "01 C8 00"), Metric.HR).value())
                .isEqualTo(200);
        assertThat(sample("gatt-heart-rate", "10 5A 00 08 00 10").readings())
                .containsExactly(Reading.of(Metric.HR, 90, Quality.GOOD));
        assertThat(sample("gatt-plx-continuous", "00 62 00 48 00").readings())
                .containsExactly(Reading.of(Metric.SPO2, 98, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD));
        assertThat(sample("gatt-plx-continuous", "00 FF 07 FF 07").readings()).noneMatch(Reading::hasValue);
        assertThat(sample("gatt-plx-continuous", "08 61 00 48 00 20 08 00").readings())
                .allSatisfy(reading ->
                        assertThat(reading.flags()).containsExactly("low-perfusion", "sensor-unconnected-to-user"))
                .noneMatch(Reading::hasValue);
        Decoded.Sample spot = sample("gatt-plx-spot", "01 5F 00 50 00 E8 07 06 0F 0E 1E 0F");
        assertThat(spot.deviceTime()).isEqualTo("2024-06-15T14:30:15");
        assertThat(reading(spot, Metric.SPO2).value()).isEqualTo(95);
    }

    @Test
    void bluetoothSigPythonBiasedTheExponent() {
        Decoded.Sample sample = sample("gatt-plx-continuous", "10 62 00 48 00 14 F0");
        assertThat(reading(sample, Metric.SPO2).value()).isEqualTo(98);
        assertThat(reading(sample, Metric.PI).value()).isEqualTo(2.0);
    }

    @Test
    void bloodPressureMonitorFlReadNanAsANumber() {
        assertThat(sample("gatt-plx-spot", "00 FF 07 00 08").readings()).noneMatch(Reading::hasValue);
    }

    @Test
    void aBeltWithoutContactIsNoReading() {
        assertThat(reading(
                        samples(message("gatt-heart-rate", GattEncoder.heartRate(72, false, 1024)))
                                .get(0),
                        Metric.HR))
                .isEqualTo(Reading.none(Metric.HR, Quality.SENSOR_OFF, List.of("no-contact")));
        assertThat(reading(
                        samples(message("gatt-heart-rate", GattEncoder.heartRate(272, true, 1024)))
                                .get(0),
                        Metric.HR))
                .isEqualTo(Reading.of(Metric.HR, 272, Quality.GOOD));
    }

    @Test
    void demonstrationTestAndCalibrationAreNeverAPatients() {
        for (int bit : new int[] {10, 11, 12, 13, 15}) {
            assertThat(samples(message("gatt-plx-continuous", GattEncoder.continuous(97, 70, 2.5, 1 << bit, 0)))
                            .get(0)
                            .readings())
                    .hasSize(3)
                    .noneMatch(Reading::hasValue);
            assertThat(samples(message("gatt-plx-spot", GattEncoder.spotCheck(97, 70, null, 1 << bit)))
                            .get(0)
                            .readings())
                    .noneMatch(Reading::hasValue);
        }
    }

    @Test
    void fromStorageIsHistory() {
        assertThat(samples(message("gatt-plx-continuous", GattEncoder.continuous(97, 70, 2.5, 1 << 9, 0)))
                        .get(0)
                        .history())
                .isTrue();
        LocalDateTime at = LocalDateTime.of(2026, 5, 4, 10, 15, 30);
        assertThat(samples(message("gatt-plx-spot", GattEncoder.spotCheck(97, 70, at, 1 << 9)))
                        .get(0)
                        .history())
                .isTrue();
        assertThat(samples(message("gatt-plx-spot", GattEncoder.spotCheck(97, 70, at, 0)))
                        .get(0)
                        .history())
                .isFalse();
    }

    @Test
    void eachDeviceStatusBitIsDoubtOrWorse() {
        for (int bit = 0; bit < 16; bit++) {
            Reading spo2 = reading(
                    samples(message("gatt-plx-continuous", GattEncoder.continuous(97, 70, 2.5, 0, 1 << bit)))
                            .get(0),
                    Metric.SPO2);
            assertThat(spo2.quality()).as("bit " + bit).isNotEqualTo(Quality.GOOD);
            assertThat(spo2.flags()).hasSize(1);
        }
        for (int bit : new int[] {11, 13, 15}) {
            assertThat(reading(
                                    samples(message(
                                                    "gatt-plx-continuous",
                                                    GattEncoder.continuous(97, 70, 2.5, 0, 1 << bit)))
                                            .get(0),
                                    Metric.SPO2)
                            .quality())
                    .isEqualTo(Quality.SENSOR_OFF);
        }
    }

    @Test
    void theAveragesBetweenAreSkippedNotMistaken() {
        Decoded.Sample all = samples(message("gatt-plx-continuous", GattEncoder.continuous(96.5, 70, 2.5, 1 << 5, 0)))
                .get(0);
        assertThat(all.readings())
                .containsExactly(
                        Reading.of(Metric.SPO2, 96.5, Quality.GOOD),
                        Reading.of(Metric.PR, 70, Quality.GOOD),
                        Reading.of(Metric.PI, 2.5, Quality.GOOD));
    }

    @Test
    void anUnsetClockGivesNoTime() {
        assertThat(sample("gatt-plx-spot", "11 5F 00 50 00 E8 07 06 0F 0E 1E 0F")
                        .deviceTime())
                .isEmpty();
    }

    @Test
    void thePressureInACuffAtWorkIsNoBloodPressure() {
        assertThat(message("gatt-intermediate-cuff", GattEncoder.cuffPressure(158)))
                .containsExactly(new Decoded.Ignored(0, 7, "cuff pressure 158 mm[Hg]"));
        assertThat(message("gatt-intermediate-cuff", ascii("01 A0 F0 FF 07 FF 07")))
                .containsExactly(new Decoded.Ignored(0, 7, "cuff pressure 120 mm[Hg]"));
    }

    @Test
    void wrongLengthsAndReservedFlagsAreRefused() {
        assertThat(message("gatt-plx-continuous", ascii("00 62 00 48")))
                .containsExactly(new Decoded.Rejected(0, 4, "truncated"));
        assertThat(message("gatt-plx-continuous", ascii("00 62 00 48 00 00")))
                .containsExactly(new Decoded.Rejected(0, 6, "length"));
        assertThat(message("gatt-heart-rate", ascii("E0 48")))
                .containsExactly(new Decoded.Rejected(0, 2, "not a 2a37"));
        assertThat(samples(message("gatt-heart-rate", ascii("10 5A 00")))).isEmpty();
    }
}
