package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.hex;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constructed from the Bluetooth SIG's layout. */
class GattBloodPressureDecoderTest {
    private static final String TYPE = "gatt-blood-pressure";
    /** 121/78, MAP 92, 2026-05-04 10:15:30, pulse 71, status 0. */
    private static final String HEX = "1679004e005c00ea0705040a0f1e47000000";

    @Test
    void aSystolicPressureUnderItsDiastolicIsNone() {
        for (String turned : List.of("004e0079005c00", "00790079005c00")) {
            assertThat(samples(message(TYPE, ascii(turned))).get(0).readings())
                    .hasSize(3)
                    .allMatch(reading -> !reading.hasValue() && reading.flags().equals(List.of("inconsistent")));
        }
    }

    @Test
    void hexRawBase64AndTheGatewaysEnvelopeAreTheSameMeasurement() {
        byte[] raw = hex(HEX);
        List<byte[]> forms = List.of(
                ascii(HEX),
                ascii(HEX.toUpperCase(java.util.Locale.ROOT)),
                ascii(HEX.replaceAll("(..)", "$1 ")),
                raw,
                Base64.getEncoder().encode(raw),
                ascii("{\"id\":\"00:11:22:33:44:55\",\"service\":\"1810\",\"characteristic\":\"2A35\",\"read\":\"" + HEX
                        + "\",\"success\":true}"));
        for (byte[] form : forms) {
            assertThat(message(TYPE, form))
                    .as(new String(form, StandardCharsets.ISO_8859_1))
                    .containsExactly(new Decoded.Sample(
                            1,
                            0,
                            List.of(
                                    Reading.of(Metric.SBP, 121, Quality.GOOD),
                                    Reading.of(Metric.DBP, 78, Quality.GOOD),
                                    Reading.of(Metric.MAP, 92, Quality.GOOD),
                                    Reading.of(Metric.PR, 71, Quality.GOOD)),
                            "2026-05-04T10:15:30",
                            "2026-05-04T10:15:30",
                            false));
        }
    }

    @Test
    void anAppReadTheNaNOfAFailedReadingAs2047() {
        Decoded.Sample failed = samples(message(TYPE, ascii("16FF07FF07FF07EA0705040A0F1EFF070000")))
                .get(0);
        assertThat(failed.readings()).hasSize(4).allSatisfy(reading -> {
            assertThat(reading.hasValue()).isFalse();
            assertThat(reading.quality()).isEqualTo(Quality.INVALID);
        });
    }

    @Test
    void kilopascalsBecomeMillimetres() {
        Decoded.Sample sample = samples(message(TYPE, ascii("01A0F06BF07CF0"))).get(0);
        assertThat(reading(sample, Metric.SBP).value()).isCloseTo(120.0, within(0.05));
        assertThat(reading(sample, Metric.DBP).value()).isCloseTo(80.3, within(0.05));
        assertThat(reading(sample, Metric.MAP).value()).isCloseTo(93.0, within(0.05));
        assertThat(sample.readings()).hasSize(3);
        assertThat(sample.deviceTime()).isEmpty();
    }

    @Test
    void statusBitsMakeEveryValueDoubtful() {
        String[] names = {
            "body-movement", "cuff-loose", "irregular-pulse", "pulse-above-range", "pulse-below-range", "wrong-position"
        };
        for (int bit = 0; bit < names.length; bit++) {
            String status = String.format("%02x00", 1 << bit);
            Decoded.Sample sample = samples(message(TYPE, ascii("10" + "79004e005c00" + status)))
                    .get(0);
            assertThat(sample.readings())
                    .contains(new Reading(Metric.SBP, 121, Quality.QUESTIONABLE, List.of(names[bit])));
        }
    }

    @Test
    void theUserFieldIsSteppedOver() {
        Decoded.Sample sample = samples(message(TYPE, ascii("1C79004e005c00" + "4700" + "02" + "0100")))
                .get(0);
        assertThat(reading(sample, Metric.PR))
                .isEqualTo(new Reading(Metric.PR, 71, Quality.QUESTIONABLE, List.of("body-movement")));
    }

    @Test
    void aCutMeasurementIsRefusedAtEveryLength() {
        for (int length = 2; length < HEX.length(); length += 2) {
            List<Decoded> all = message(TYPE, ascii(HEX.substring(0, length)));
            assertThat(samples(all)).as("%d digits", length).isEmpty();
            assertThat(rejected(all)).extracting(Decoded.Rejected::reason).containsExactly("truncated");
        }
        assertThat(rejected(message(TYPE, ascii(HEX + "00")))).hasSize(1);
    }

    @Test
    void timesThatAreNotKnownAreNoneAndImpossibleOnesAreRefused() {
        assertThat(samples(message(TYPE, ascii("0279004e005c00" + "00000000000000")))
                        .get(0)
                        .deviceTime())
                .isEmpty();
        assertThat(rejected(message(TYPE, ascii("0279004e005c00" + "ea07021e000000"))))
                .hasSize(1);
    }

    @Test
    void anAdvertisementIsNeitherReadingNorFault() {
        assertThat(message(TYPE, ascii("{\"id\":\"00:11:22:33:44:55\",\"rssi\":-61,\"name\":\"BP\"}")))
                .isEmpty();
        assertThat(message(TYPE, ascii("{\"characteristic\":\"2a37\",\"read\":\"005a\"}")))
                .isEmpty();
    }

    @Test
    void whatIsNoMeasurementIsRefused() {
        for (String text : List.of(
                "",
                " ",
                "nan",
                "0",
                "{",
                "{}x",
                "zz",
                "E0" + HEX.substring(2),
                "[1]",
                "{\"characteristic\":\"2a35\"}",
                "{\"characteristic\":\"2a35\",\"success\":false,\"read\":\"" + HEX + "\"}")) {
            assertThat(rejected(message(TYPE, ascii(text)))).as(text).hasSize(1);
        }
    }
}
