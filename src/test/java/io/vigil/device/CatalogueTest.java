package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.vital.Metric;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.builtIn();

    @Test
    void everyTypeIsDescribedAndReadable() {
        assertThat(catalogue.all())
                .extracting(DeviceType::id)
                .contains("nonin-df8", "masimo-ascii1", "gatt-blood-pressure", "vigil-json")
                .contains("nonin-ascii", "nellcor-ascii", "medlab-un300c", "datascope-accutorr")
                .contains("openmqttgateway", "esphome", "tasmota", "qube-vital", "mqtt-vitals")
                .contains("nonin-df2", "nonin-df7", "nonin-df13", "contec-v7", "contec-5byte", "suntech-advantage")
                .contains("ivy-450c", "viatom-o2ring", "gatt-heart-rate", "gatt-plx-continuous", "gatt-plx-spot")
                .contains("gatt-intermediate-cuff")
                .isSorted();
        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.all()).allSatisfy(type -> {
            assertThat(type.sources()).isNotEmpty();
            // The pressure in a cuff at work is no metric.
            assertThat(type.metrics().isEmpty()).isEqualTo(type.id().equals("gatt-intermediate-cuff"));
            assertThat(type.notes()).isNotBlank();
            assertThat(type.fhir().code()).matches("\\d+");
            assertThat(type.confidence()).isIn("high", "medium", "low");
            if (type.stream()) {
                assertThat(type.newDecoder()).isNotSameAs(type.newDecoder());
            } else {
                assertThat(type.messageDecoder()).isNotNull();
            }
        });
    }

    @Test
    void serialTypesHaveTheVendorsLine() {
        SerialSettings line = new SerialSettings(9600, 8, SerialSettings.Parity.NONE, 1, SerialSettings.Flow.NONE);
        assertThat(type("nonin-df8").link()).isEqualTo(line);
        assertThat(type("masimo-ascii1").link()).isEqualTo(line);
        assertThat(type("nonin-df8").metrics()).containsExactly(Metric.SPO2, Metric.PR);
        assertThat(type("nonin-df8").silenceMillis()).isEqualTo(5000);
    }

    @Test
    void aStreamHasNoMessageDecoderAndTheReverse() {
        assertThatThrownBy(() -> type("nonin-df8").messageDecoder()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> type("vigil-json").newDecoder()).isInstanceOf(IllegalStateException.class);
        assertThat(catalogue.type("nonin-df9")).isEmpty();
    }

    private DeviceType type(String id) {
        return catalogue.type(id).orElseThrow();
    }
}
