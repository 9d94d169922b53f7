package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static io.vigil.device.Streams.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.DeviceClock.Moment;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Mistakes seen in public decoders of these devices, one a test, named after the mistake. */
class KnownMistakesTest {
    private static final String MASIMO = "05/04/26 10:15:30 SPO2=097%% BPM=072%% %sALARM=%s EXC=%s\r\n";

    @Test
    void openIceNoninShiftedTheHeartRateByEight() {
        assertThat(values(decode("nonin-df8", hex("81 16 60 00")), Metric.PR)).containsExactly(150.0);
    }

    @Test
    void drphrozenFormat8JoinedTheHeartRateWithAnd() {
        assertThat(values(decode("nonin-df8", hex("81 16 60 00 80 48 61 00")), Metric.PR))
                .containsExactly(150.0, 72.0);
    }

    @Test
    void yujiaYanCms50LetPlusBindBeforeShift() {
        assertThat(values(decode("contec-5byte", hex("C4 3C 40 16 61 C4 3C 40 16 61")), Metric.PR))
                .first()
                .isEqualTo(150.0);
    }

    @Test
    void timegridCms50InvertedThePerfusionValidBit() {
        List<Decoded> all = decode("contec-v7", hex("01E0849392BCE3FFFF 01E0849392BCE3FFFF"));
        assertThat(values(all, Metric.PI)).isNotEmpty().allMatch(value -> value.isNaN());
        assertThat(values(all, Metric.PR)).isNotEmpty().allMatch(value -> value == 60);
        // The same frame with bit 4 of its third data byte clear and 1.50 % in its last two.
        List<Decoded> valid = decode("contec-v7", hex("01A0849382BCE39680 01A0849382BCE39680"));
        assertThat(values(valid, Metric.PI)).isNotEmpty().allMatch(value -> value == 1.5);
    }

    @Test
    void bluetoothSigPythonBiasedTheExponentByEight() {
        assertThat(Sfloat.value(0x0062).doubleValue()).isEqualTo(98);
        assertThat(Sfloat.value(0xF014).doubleValue()).isEqualTo(2.0);
        assertThat(values(message("gatt-plx-continuous", ascii("00 62 00 D0 F2")), Metric.PR))
                .containsExactly(72.0);
    }

    @Test
    void bloodPressureMonitorReadNaNAs2047() {
        List<Decoded> all =
                message("gatt-blood-pressure", ascii("16 FF 07 FF 07 FF 07 E8 07 06 17 0E 2F 3B FF 07 00 00"));
        assertThat(samples(all).get(0).readings())
                .hasSize(4)
                .allMatch(reading -> !reading.hasValue() && reading.quality() == Quality.INVALID);
    }

    @Test
    void mattjlewisNoninSetTheMonthFromTheDay() {
        List<Decoded> all =
                decode("nonin-df13", hex("00 02 00 0D 00 0E 20 24 06 15 14 30 15 00 02 00 00 48 00 61 63 03"));
        assertThat(samples(all))
                .singleElement()
                .satisfies(sample -> assertThat(sample.deviceTime()).isEqualTo("2024-06-15T14:30:15"));
    }

    @Test
    void openIceMasimoNeededEveryKeyInItsOrder() {
        List<Decoded> all = decode(
                "masimo-ascii1",
                ascii(MASIMO.formatted("", "0000", "000800")
                        + MASIMO.formatted("PI=04.20% ", "00", "800")
                        + MASIMO.formatted("PVI=--- PI=04.20 RESVD=--- ", "000000", "0000800")));
        assertThat(values(all, Metric.SPO2)).containsExactly(97.0, 97.0, 97.0);
        assertThat(rejected(all)).isEmpty();
    }

    @Test
    void openIceMasimoReadsEveryPublishedLine() {
        List<String> lines = Captures.lines("pulseox/masimo_ascii1_real_lines.txt").stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(samples(decode("masimo-ascii1", ascii(String.join("\n\r", lines) + "\n\r"))))
                .hasSize(lines.size());
    }

    @Test
    void masimoDatacaptureReadTheAlarmMaskWithTheExceptionTable() {
        List<Decoded> all = decode("masimo-ascii1", ascii(MASIMO.formatted("", "0038", "000800")));
        assertThat(reading(samples(all).get(0), Metric.PR).flags())
                .containsExactly("device-alarm-pr-low", "device-alarm-active", "device-alarm-silenced");
        assertThat(reading(samples(all).get(0), Metric.PR).quality()).isEqualTo(Quality.GOOD);
    }

    @Test
    void openIceNellcorKeptOnlyTheLastStatusCode() {
        List<Decoded> all = decode("nellcor-ascii", ascii("04-MAY-26 14:00:11    97      88     40    LB MO\r\n"));
        assertThat(reading(samples(all).get(0), Metric.SPO2).flags()).containsExactly("low-battery", "motion");
    }

    @Test
    void smartHomeHealthHubShowedZeroAsAValue() {
        MessageDecoder decoder =
                Catalogue.builtIn().type("mqtt-vitals").orElseThrow().messageDecoder();
        assertThat(values(decoder.decode("shh/spo2/state", ascii("{\"spo2\":0}")), Metric.SPO2))
                .containsExactly(Double.NaN);
    }

    /** A clock that steps back an hour: what comes after is live at the host's time, and nothing is an hour old. */
    @Test
    void vsCaptureBelievedADeviceTickThatRollsOver() {
        DeviceClock clock = new DeviceClock();
        clock.connected();
        long device = 1_000_000_000;
        for (int second = 0; second < 10; second++) {
            clock.dated(device + second * 1000L, 5_000_000_000L + second * 1000L, false, false);
        }
        Moment after = clock.dated(device - 3_600_000 + 10_000, 5_000_010_000L, false, false);
        assertThat(after.measuredMillis()).isEqualTo(5_000_010_000L);
        assertThat(after.stepped()).isTrue();
        assertThat(after.history()).isFalse();
    }

    /** One bad frame of 25: the packet, whose numbers are spread over them, is not believed. */
    @Test
    void pufferfishAcceptedAPacketWithWrongFrameSums() {
        byte[] good = packet();
        byte[] bad = packet();
        bad[5 * 2 + 4] ^= 1;
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        stream.writeBytes(good);
        stream.writeBytes(bad);
        stream.writeBytes(good);
        List<Decoded> all = decode("nonin-df2", stream.toByteArray());
        assertThat(samples(all)).extracting(Decoded.Sample::offset).containsExactly(0L, 250L);
        assertThat(rejected(all)).isNotEmpty();
    }

    /** Heart rate 72 and saturation 97 by the vendor's layout. */
    private static byte[] packet() {
        byte[] packet = new byte[125];
        for (int frame = 0; frame < 25; frame++) {
            int value = switch (frame + 1) {
                case 2, 15, 21, 23 -> 72;
                case 3, 9, 10, 11, 16, 17 -> 97;
                default -> 0;
            };
            int status = frame == 0 ? 0x81 : 0x80;
            packet[5 * frame] = 1;
            packet[5 * frame + 1] = (byte) status;
            packet[5 * frame + 2] = 1;
            packet[5 * frame + 3] = (byte) value;
            packet[5 * frame + 4] = (byte) (1 + status + 1 + value);
        }
        return packet;
    }

    /** The broker kept it, and it says no time of its own: it may be weeks old. */
    @Test
    void mate3ShowedARetainedValueAsLive() {
        long arrived = 5_000_000_000L;
        Moment moment = DeviceClock.undated(arrived, true);
        assertThat(moment.history()).isTrue();
        assertThat(arrived - moment.measuredMillis()).isGreaterThan(120_000);
    }

    @Test
    void noninDisplayValuesAreFrozenAfterTheFingerIsGone() {
        List<Decoded> all = decode("nonin-df8", hex("80 48 61 08"));
        assertThat(samples(all).get(0).readings())
                .hasSize(2)
                .allMatch(reading -> !reading.hasValue() && reading.quality() == Quality.SENSOR_OFF);
    }
}
