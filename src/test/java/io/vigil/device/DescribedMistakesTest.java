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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of public decoders for these devices, and traps of their formats. Constructed input. */
class DescribedMistakesTest {
    private static final String NELLCOR = "04-MAY-26 14:00:11    97      88     40";

    @Test
    void openIceNellcorKeptOnlyTheLastStatusCode() {
        List<Decoded> all = decode("nellcor-ascii", ascii(NELLCOR + "    LB MO\r\n"));
        assertThat(reading(samples(all).get(0), Metric.SPO2).flags()).containsExactly("low-battery", "motion");
        List<Decoded> many = decode("nellcor-ascii", ascii(NELLCOR + "  AS  LB MO PS SL PH\r\n"));
        assertThat(reading(samples(many).get(0), Metric.PR).flags()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({
        "SD, SENSOR_OFF",
        "SO, SENSOR_OFF",
        "LP, INVALID",
        "LM, INVALID",
        "PS, QUESTIONABLE",
        "MO, QUESTIONABLE",
        "LB, GOOD",
        "AO, GOOD",
        "AS, GOOD",
        "SH, GOOD",
        "SL, GOOD",
        "PH, GOOD",
        "PL, GOOD",
        "ZZ, GOOD"
    })
    void everyNellcorCodeHasItsQualityAndIsKept(String code, Quality quality) {
        List<Decoded> all = decode("nellcor-ascii", ascii(NELLCOR + " " + code + "\n"));
        assertThat(reading(samples(all).get(0), Metric.SPO2).quality()).isEqualTo(quality);
        assertThat(reading(samples(all).get(0), Metric.SPO2).flags()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonin-ascii SPO2=097 HR=072",
                "nonin-ascii SPO2=--- HR=101",
                "datascope-accutorr P:97,85,121, 92, 78,000,000,000, 5"
            })
    void aCutLineIsNeverAnotherNumber(String typeAndLine) {
        String type = typeAndLine.substring(0, typeAndLine.indexOf(' '));
        String line = typeAndLine.substring(typeAndLine.indexOf(' ') + 1);
        List<Double> whole = values(decode(type, ascii(line + "\n")), Metric.PR);
        for (int length = 1; length < line.length(); length++) {
            List<Decoded> all = decode(type, ascii(line.substring(0, length) + "\n"));
            assertThat(samples(all))
                    .as(line.substring(0, length))
                    .allSatisfy(sample ->
                            assertThat(reading(sample, Metric.PR).value()).isEqualTo(whole.get(0)));
            assertThat(values(decode(type, ascii(line.substring(0, length))), Metric.PR))
                    .isEmpty();
        }
    }

    @Test
    void smartHomeHealthHubShowedZeroAsAValue() {
        List<Decoded> all = message("mqtt-vitals", "shh/spo2/state", "{\"spo2\":0}");
        assertThat(reading(samples(all).get(0), Metric.SPO2).quality()).isEqualTo(Quality.INVALID);
        assertThat(values(decode("nonin-ascii", ascii("SPO2=000 HR=000\n")), Metric.SPO2))
                .containsExactly(Double.NaN);
    }

    @Test
    void aRepeatedCuffValueIsMarkedAndNeverLive() {
        String fresh = "P:97,85,121, 92, 78,000,000,000, 0\r\n";
        String later = "P:97,86,121, 92, 78,000,000,000, 1\r\n";
        String next = "P:97,86,121, 92, 78,000,000,000, 0\r\n";
        List<Decoded> live = decode("datascope-accutorr", ascii(fresh + later + fresh + next));
        assertThat(samples(live).stream().map(sample -> sample.readings().size()))
                .containsExactly(5, 2, 5, 2);
        List<Decoded> old = decode("datascope-accutorr", ascii("P:97,86,121, 92, 78,000,000,000,30\r\n"));
        assertThat(samples(old).get(0).readings()).hasSize(2);
    }

    @Test
    void aMedlabResultWithAnErrorIsNoPressure() {
        List<Decoded> all = decode("medlab-un300c", ascii(medlab("S1;A0;C00;M06;P121078092;R071;T0000;;")));
        assertThat(samples(all).get(0).readings()).hasSize(4).allSatisfy(reading -> {
            assertThat(reading.hasValue()).isFalse();
            assertThat(reading.flags()).contains("measurement-error");
        });
        assertThat(samples(decode("medlab-un300c", ascii(medlab("S3;A0;C00;M00;P121078092;R071;T0000;;")))))
                .isEmpty();
        assertThat(rejected(decode(
                        "medlab-un300c",
                        ascii(medlab("S1;A0;C00;M00;P121078092;R071;T0000;;").replace("121", "131")))))
                .extracting(Decoded.Rejected::reason)
                .containsExactly("checksum");
    }

    @Test
    void halfACuffReadingIsNone() {
        List<Decoded> all = decode("medlab-un300c", ascii(medlab("S1;A0;C00;M00;P121---092;R071;T0000;;")));
        assertThat(reading(samples(all).get(0), Metric.SBP).hasValue()).isFalse();
        assertThat(reading(samples(all).get(0), Metric.SBP).flags()).containsExactly("incomplete");
    }

    @ParameterizedTest
    @CsvSource({"'nan'", "'NaN'", "''", "unavailable", "unknown", "-1", "0", "-999", "--"})
    void noValueIsNull(String payload) {
        List<Decoded> all = message("esphome", "chair2/sensor/spo2/state", payload);
        assertThat(reading(samples(all).get(0), Metric.SPO2).quality()).isEqualTo(Quality.INVALID);
        assertThat(reading(samples(all).get(0), Metric.SPO2).hasValue()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "spo2, SPO2",
        "pulse_oximeter_spo2, SPO2",
        "blood_oxygen, SPO2",
        "heart_rate, PR",
        "max30102_bpm, PR",
        "perfusion_index, PI",
        "systolic, SBP",
        "blood_pressure_diastolic, DBP",
        "respiratory_rate, RR"
    })
    void esphomeSensorsAreKnownByTheirName(String object, Metric metric) {
        List<Decoded> all = message("esphome", "site/chair2/sensor/" + object + "/state", "55.0");
        assertThat(samples(all).get(0).readings()).hasSize(1);
        assertThat(reading(samples(all).get(0), metric).value()).isEqualTo(55);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"wifi_signal", "raspberry_pi", "espresso", "temperature", "heart_rate_variability", "bitmap"})
    void otherSensorsAreNoVitalSign(String object) {
        assertThat(message("esphome", "chair2/sensor/" + object + "/state", "55.0"))
                .containsExactly(new Decoded.Ignored(0, 4, "another sensor"));
    }

    @Test
    void oldFirmwareSendsNumbersAsText() {
        List<Decoded> all =
                message("openmqttgateway", "home/g/BTtoMQTT/001122334455", "{\"id\":\"a\",\"spo2\":\"96\"}");
        assertThat(values(all, Metric.SPO2)).containsExactly(96.0);
    }

    @Test
    void twoTasmotaSensorsAreNotOne() {
        assertThat(samples(message("tasmota", "tele/a/SENSOR", "{\"A\":{\"SpO2\":96},\"B\":{\"SpO2\":90}}")))
                .isEmpty();
    }

    private static String medlab(String text) {
        return "\u0002" + text + String.format("%02X", text.chars().sum() & 0xFF) + "\u0003\r";
    }

    private static List<Decoded> message(String type, String topic, String payload) {
        return Catalogue.builtIn().type(type).orElseThrow().messageDecoder().decode(topic, ascii(payload));
    }
}
