package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines constructed from the layouts of the three models. */
class MasimoAscii1DecoderTest {
    private static final String TYPE = "masimo-ascii1";
    private static final String RAD8 =
            "05/04/26 10:15:30 SN=0000000001 SPO2=097% BPM=072 PI=04.20% SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+--"
                    + " ALARM=0000 EXC=000800";
    private static final String RADICAL5 = "05/04/26 10:15:30 SPO2=097% BPM=072 PI=11.82% ALARM=20 EXC=800";
    private static final String COLOUR =
            "05/04/26 10:15:30 SN=---------- SPO2=097% BPM=072 PI=00.55 SPCO=--% SPMET=--.-% SPHB=--.- SPOC=-- RESVD=---"
                    + " DESAT=-- PIDELTA=+-- PVI=--- ALARM=000000 EXC=0000C00 EXC1=00000000";

    @Test
    void aGoodLineIsThreeGoodReadings() {
        assertThat(samples(decode(TYPE, ascii(RAD8 + "\n\r"))))
                .containsExactly(new Decoded.Sample(
                        1,
                        0,
                        List.of(
                                Reading.of(Metric.SPO2, 97, Quality.GOOD),
                                Reading.of(Metric.PR, 72, Quality.GOOD),
                                Reading.of(Metric.PI, 4.2, Quality.GOOD)),
                        "05/04/26 10:15:30",
                        "2026-05-04T10:15:30",
                        false));
    }

    @Test
    void openIceDemandedEveryKeyInOneOrder() {
        for (String line : List.of(RAD8, RADICAL5, COLOUR)) {
            assertThat(values(decode(TYPE, ascii(line + "\r\n")), Metric.SPO2))
                    .as(line)
                    .containsExactly(97.0);
        }
        String reordered = "05/04/26 10:15:30 EXC=800 BPM=072 ALARM=00 SPO2=097%";
        Decoded.Sample sample = samples(decode(TYPE, ascii(reordered + "\r\n"))).get(0);
        assertThat(sample.readings())
                .containsExactly(Reading.of(Metric.SPO2, 97, Quality.GOOD), Reading.of(Metric.PR, 72, Quality.GOOD));
    }

    @Test
    void anyRunOfLineEndsAndNulsPartsLines() {
        String stream = "\0\r\n" + RAD8 + "\n\r\0\0\n" + RAD8 + "\r" + RAD8 + "\n";
        List<Decoded> all = decode(TYPE, ascii(stream));
        assertThat(samples(all)).hasSize(3);
        assertThat(rejected(all)).isEmpty();
    }

    @Test
    void dashesAnywhereAreNoReading() {
        String line = RAD8.replace("097%", "---%").replace("072", "---%").replace("04.20%", "+--");
        assertThat(samples(decode(TYPE, ascii(line + "\n"))).get(0).readings())
                .hasSize(3)
                .allSatisfy(reading -> {
                    assertThat(reading.hasValue()).isFalse();
                    assertThat(reading.quality()).isEqualTo(Quality.INVALID);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "000800, GOOD, ''",
        "000804, QUESTIONABLE, low-perfusion",
        "000808, QUESTIONABLE, pulse-search",
        "000810, QUESTIONABLE, interference",
        "000840, QUESTIONABLE, ambient-light",
        "000C00, QUESTIONABLE, low-signal-iq",
        "020800, QUESTIONABLE, sensor-calibrating",
        "000000, QUESTIONABLE, not-set",
        "002800, GOOD, cable-life",
        "000801, SENSOR_OFF, no-sensor",
        "000820, SENSOR_OFF, sensor-off",
        "001800, SENSOR_OFF, no-cable",
        "000802, INVALID, defective-sensor",
        "000880, INVALID, unrecognised-sensor",
        "000900, INVALID, incompatible-sensor",
        "004800, INVALID, incompatible-cable",
        "008800, INVALID, unrecognised-cable",
        "010800, INVALID, defective-cable"
    })
    void theExceptionMaskDecidesTheQuality(String mask, Quality quality, String flag) {
        Reading spo2 = reading(
                samples(decode(TYPE, ascii(RAD8.replace("000800", mask) + "\n")))
                        .get(0),
                Metric.SPO2);
        assertThat(spo2.quality()).isEqualTo(quality);
        assertThat(spo2.flags()).isEqualTo(flag.isEmpty() ? List.of() : List.of(flag));
        assertThat(spo2.hasValue()).isEqualTo(quality == Quality.GOOD || quality == Quality.QUESTIONABLE);
    }

    @Test
    void numbersPrintedWhileTheSensorIsOffAreNoReading() {
        String line = RAD8.replace("000800", "000824");
        assertThat(samples(decode(TYPE, ascii(line + "\n"))).get(0).readings()).allSatisfy(reading -> {
            assertThat(reading.hasValue()).isFalse();
            assertThat(reading.quality()).isEqualTo(Quality.SENSOR_OFF);
        });
    }

    @Test
    void masimoDatacaptureReadTheAlarmMaskWithTheExceptionTable() {
        String line = RAD8.replace("ALARM=0000", "ALARM=0038");
        Reading pulse = reading(samples(decode(TYPE, ascii(line + "\n"))).get(0), Metric.PR);
        assertThat(pulse)
                .isEqualTo(new Reading(
                        Metric.PR,
                        72,
                        Quality.GOOD,
                        List.of("device-alarm-pr-low", "device-alarm-active", "device-alarm-silenced")));
    }

    /** Every way to cut a line at its end, as a line of its own: no beginning of a line passes for a whole one. */
    @Test
    void aCutLineIsNeverBelieved() {
        for (String line : List.of(RAD8, RADICAL5, COLOUR)) {
            int whole = line.contains(" EXC1") ? line.indexOf(" EXC1") : line.length();
            for (int length = 1; length < whole; length++) {
                assertThat(samples(decode(TYPE, ascii(line.substring(0, length) + "\n"))))
                        .as(line.substring(0, length))
                        .isEmpty();
            }
        }
    }

    @Test
    void aLineWithoutItsEndIsTruncatedOnALiveLineAndWholeInAFile() {
        assertThat(decode(TYPE, ascii(RAD8))).containsExactly(new Decoded.Rejected(0, RAD8.length(), "truncated"));
        List<Decoded> file = new ArrayList<>();
        Decoder decoder = new MasimoAscii1Decoder();
        decoder.feed(ascii(RAD8), 0, RAD8.length(), file::add);
        decoder.endOfFile(file::add);
        assertThat(values(file, Metric.SPO2)).containsExactly(97.0);
    }

    @Test
    void garbledLinesAreRefusedWhole() {
        List<String> garbled = List.of(
                "# a note",
                RAD8.replace("SPO2=097%", "SPO2=97%"),
                RAD8.replace("SPO2=097%", "SPO2=0G7%"),
                RAD8.replace("SPO2=097%", "SPO2=%"),
                RAD8.replace("SPO2=097% ", ""),
                RAD8.replace("BPM=072 ", ""),
                RAD8.replace("BPM=072", "BPM=0727"),
                RAD8.replace("PI=04.20%", "PI=4.20%"),
                RAD8.replace("PI=04.20%", "PI=0420%"),
                RAD8.replace("EXC=000800", "EXC=00080"),
                RAD8.replace("EXC=000800", "EXC=00080G"),
                RAD8.replace("ALARM=0000 ", ""),
                RAD8.replace("05/04/26 ", ""),
                RAD8.replace("05/04/26 10:15:30", "05/04/26 10:15:3"),
                RAD8 + " " + RAD8.substring(18),
                RAD8.substring(0, 60) + RAD8,
                RAD8.replace(' ', '\u0001'),
                "05/04/26 10:15:30 SpO2=097 PR=069 PI=04.69 EXC=800:SET");
        for (String line : garbled) {
            List<Decoded> all = decode(TYPE, ascii(line + "\n" + RAD8 + "\n"));
            assertThat(rejected(all)).as(line).containsExactly(new Decoded.Rejected(0, line.length(), "garbled"));
            assertThat(values(all, Metric.SPO2)).as(line).containsExactly(97.0);
        }
    }

    @Test
    void anEndlessLineIsGivenUpInPieces() {
        List<Decoded> all = decode(TYPE, ascii("x".repeat(5000) + "\n" + RAD8 + "\n"));
        assertThat(rejected(all)).extracting(Decoded.Rejected::reason).containsOnly("too long");
        assertThat(rejected(all).stream().mapToInt(Decoded.Rejected::bytes).sum())
                .isEqualTo(5000);
        assertThat(samples(all)).hasSize(1);
    }

    @Test
    void anImpossibleDateIsNoDeviceTime() {
        Decoded.Sample sample = samples(decode(TYPE, ascii(RAD8.replace("05/04/26", "13/32/26") + "\n")))
                .get(0);
        assertThat(sample.deviceTime()).isEmpty();
        assertThat(reading(sample, Metric.SPO2).value()).isEqualTo(97);
    }
}
