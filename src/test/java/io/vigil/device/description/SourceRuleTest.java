package io.vigil.device.description;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.Catalogue;
import io.vigil.device.MessageSource;
import org.junit.jupiter.api.Test;

class SourceRuleTest {
    private static MessageSource of(String type) {
        return Catalogue.builtIn().type(type).orElseThrow().messageSource();
    }

    @Test
    void anAddressIsTheSameHoweverItIsWritten() {
        byte[] payload = "{\"data\":{\"ble_mac\":\"AA:bb-CC 00.11:22\"}}".getBytes(UTF_8);
        assertThat(of("qube-vital").of("CM4_BLE_GW_TX", payload)).contains("aabbcc001122");
        assertThat(SourceRule.plain("AABBCC001122")).isEqualTo("aabbcc001122");
    }

    @Test
    void theTopicTellsBeforeTheMessageDoes() {
        byte[] payload = "{\"id\":\"99\"}".getBytes(UTF_8);
        assertThat(of("openmqttgateway").of("home/gw/BTtoMQTT/0011", payload)).contains("0011");
        assertThat(of("openmqttgateway").of("other/topic", payload)).contains("99");
    }

    @Test
    void whatNamesNobodyIsNobodys() {
        assertThat(of("qube-vital").of("CM4_BLE_GW_TX", "{}".getBytes(UTF_8))).isEmpty();
        assertThat(of("qube-vital").of("CM4_BLE_GW_TX", "no json".getBytes(UTF_8)))
                .isEmpty();
        assertThat(of("vigil-json").of("vigil/s/d/reading", "{}".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void aWordWithoutEffectOnALineIsRefused() {
        String text = """
                id: a
                vendor: A
                model: A
                kind: a
                notes: a
                confidence: low
                sources: [a]
                fhir: {code: "1", display: A, manufacturer: A, device_name: A}
                link: {serial: {baud: 9600}}
                metrics: []
                silence_s: 0
                source: mac
                freshness: {stale_s: 3, retained: 4, per_second: 5}
                clock: {use: host, skew_s: 6, step_back: history}
                """;
        assertThat(Description.read("a.yaml", text).problems())
                .extracting(Problem::message)
                .hasSize(4)
                .anyMatch(message -> message.contains("'source'"))
                .anyMatch(message -> message.contains("'stale_s'"))
                .anyMatch(message -> message.contains("'retained'"))
                .anyMatch(message -> message.contains("'step_back'"));
    }
}
