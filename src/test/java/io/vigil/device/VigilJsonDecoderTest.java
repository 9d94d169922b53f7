package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.rejected;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VigilJsonDecoderTest {
    private static final String TYPE = "vigil-json";

    @Test
    void theContractsExamples() {
        assertThat(
                        message(
                                TYPE,
                                ascii(
                                        "{\"t\":\"2026-05-04T10:15:30.250Z\",\"spo2\":97,\"pr\":72,\"pi\":4.2,\"quality\":\"good\"}")))
                .containsExactly(new Decoded.Sample(
                        1,
                        0,
                        List.of(
                                Reading.of(Metric.SPO2, 97, Quality.GOOD),
                                Reading.of(Metric.PR, 72, Quality.GOOD),
                                Reading.of(Metric.PI, 4.2, Quality.GOOD)),
                        "2026-05-04T10:15:30.250Z",
                        "2026-05-04T10:15:30.250Z",
                        false));
        assertThat(samples(message(TYPE, ascii("{\"sbp\":121,\"dbp\":78,\"map\":92,\"pr\":71}")))
                        .get(0)
                        .readings())
                .extracting(Reading::metric)
                .containsExactlyInAnyOrder(Metric.SBP, Metric.DBP, Metric.MAP, Metric.PR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "-1", "0", "\"\"", "\"nan\"", "\"NaN\"", "\"unavailable\"", "\"unknown\"", "-999", "400"
            })
    void whatMeansNoneIsNeverAValue(String none) {
        Reading spo2 =
                reading(samples(message(TYPE, ascii("{\"spo2\":" + none + "}"))).get(0), Metric.SPO2);
        assertThat(spo2.hasValue()).isFalse();
        assertThat(spo2.quality()).isEqualTo(Quality.INVALID);
    }

    @Test
    void noBreathsIsAValue() {
        assertThat(reading(samples(message(TYPE, ascii("{\"rr\":0}"))).get(0), Metric.RR))
                .isEqualTo(Reading.of(Metric.RR, 0, Quality.GOOD));
    }

    @Test
    void theQualityIsTaken() {
        Decoded.Sample off = samples(message(TYPE, ascii("{\"spo2\":97,\"quality\":\"sensor_off\"}")))
                .get(0);
        assertThat(off.readings()).containsExactly(Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of()));
        Decoded.Sample weak = samples(message(TYPE, ascii("{\"spo2\":\"97.5\",\"quality\":\"questionable\"}")))
                .get(0);
        assertThat(weak.readings()).containsExactly(Reading.of(Metric.SPO2, 97.5, Quality.QUESTIONABLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "97",
                "[]",
                "null",
                "{",
                "{\"spo2\":97",
                "{\"spo2\":97}{\"spo2\":98}",
                "{\"spo2\":97,\"spo2\":79}",
                "{}",
                "{\"temp\":36.6}",
                "{\"spo2\":true}",
                "{\"spo2\":[97]}",
                "{\"spo2\":{\"v\":97}}",
                "{\"spo2\":\"97 %\"}",
                "{\"spo2\":97,\"quality\":\"fine\"}",
                "{\"spo2\":97,\"t\":\"yesterday\"}",
                "{\"spo2\":97,\"t\":1700000000}",
                "{\"spo2\":NaN}"
            })
    void whatIsNoMessageIsRefusedWhole(String payload) {
        assertThat(rejected(message(TYPE, ascii(payload)))).hasSize(1);
        assertThat(samples(message(TYPE, ascii(payload)))).isEmpty();
    }

    @Test
    void aDeepOrLongMessageIsRefused() {
        assertThat(rejected(message(TYPE, ascii("{\"a\":" + "[".repeat(3000))))).hasSize(1);
        assertThat(rejected(message(TYPE, ascii("{\"a\":\"" + "x".repeat(5000) + "\",\"spo2\":97}"))))
                .hasSize(1);
    }
}
