package io.vigil.device;

import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** For every type there is: what was encoded is what is decoded, however the stream was cut. */
class RoundTripProperties {
    @Test
    void noTypeIsForgotten() {
        TreeSet<String> spoken = new TreeSet<>(Spoken.streams());
        spoken.addAll(Spoken.messages());
        TreeSet<String> known = new TreeSet<>();
        Catalogue.builtIn().all().forEach(type -> known.add(type.id()));
        assertThat(spoken).isEqualTo(known);
    }

    @Property(tries = 100)
    void everyStreamReadsAsItWasMeant(@ForAll Random random, @ForAll @IntRange(min = 1, max = 600) int chunk) {
        for (String type : Spoken.streams()) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            List<Map<Metric, Double>> meant = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
                stream.writeBytes(spoken.bytes());
                meant.add(spoken.means());
            }
            Decoder decoder = Catalogue.builtIn().type(type).orElseThrow().fullDecoder();
            List<Decoded> all = new ArrayList<>();
            byte[] bytes = stream.toByteArray();
            for (int from = 0; from < bytes.length; from += chunk) {
                decoder.feed(bytes, from, Math.min(chunk, bytes.length - from), all::add);
            }
            decoder.end(all::add);
            assertThat(all).as(type).noneMatch(Decoded.Rejected.class::isInstance);
            assertThat(samples(all).stream().map(RoundTripProperties::values))
                    .as(type)
                    .isEqualTo(meant);
        }
    }

    @Property(tries = 100)
    void everyMessageReadsAsItWasMeant(@ForAll Random random) {
        for (String type : Spoken.messages()) {
            Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
            List<Decoded> all = Catalogue.builtIn()
                    .type(type)
                    .orElseThrow()
                    .messageDecoder()
                    .decode(spoken.topic(), spoken.bytes());
            assertThat(all).as(type).noneMatch(Decoded.Rejected.class::isInstance);
            Map<Metric, Double> read = new LinkedHashMap<>();
            samples(all).forEach(sample -> read.putAll(values(sample)));
            assertThat(read).as(type).isEqualTo(spoken.means());
        }
    }

    static Map<Metric, Double> values(Decoded.Sample sample) {
        Map<Metric, Double> values = new LinkedHashMap<>();
        for (Reading reading : sample.readings()) {
            if (reading.hasValue()) {
                values.put(reading.metric(), reading.value());
            }
        }
        return values;
    }
}
