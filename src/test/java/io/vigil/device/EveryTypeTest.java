package io.vigil.device;

import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every type of the catalogue keeps, one run a type: what was encoded is what is decoded, however the stream is cut
 * into chunks, and after damage the second good frame is read. A type without an encoder fails here.
 */
class EveryTypeTest {
    private static final int ROUNDS = 100;
    private static final int MESSAGE_WOUNDS = 4;
    private static final int STREAM_WOUNDS = 6;

    static Stream<String> types() {
        return Catalogue.builtIn().all().stream().map(DeviceType::id);
    }

    static Stream<String> streams() {
        return Catalogue.builtIn().all().stream().filter(DeviceType::stream).map(DeviceType::id);
    }

    static Stream<String> messages() {
        return Catalogue.builtIn().all().stream().filter(type -> !type.stream()).map(DeviceType::id);
    }

    @Test
    void noTypeIsForgotten() {
        TreeSet<String> spoken = new TreeSet<>(Spoken.streams());
        spoken.addAll(Spoken.messages());
        assertThat(spoken).containsExactlyInAnyOrderElementsOf(types().toList());
        assertThat(Rates.types()).containsExactlyInAnyOrderElementsOf(types().toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aStreamReadsAsItWasMeant(String type) {
        Random random = new Random(type.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            List<Map<Metric, Double>> meant = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
                stream.writeBytes(spoken.bytes());
                meant.add(spoken.means());
            }
            List<Decoded> all = decode(type, stream.toByteArray(), 1 + random.nextInt(600), true);
            assertThat(all).noneMatch(Decoded.Rejected.class::isInstance);
            assertThat(samples(all).stream().map(EveryTypeTest::values)).isEqualTo(meant);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageReadsAsItWasMeant(String type) {
        Random random = new Random(type.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
            List<Decoded> all = decoder(type).decode(spoken.topic(), spoken.bytes());
            assertThat(all).noneMatch(Decoded.Rejected.class::isInstance);
            Map<Metric, Double> read = new LinkedHashMap<>();
            samples(all).forEach(sample -> read.putAll(values(sample)));
            assertThat(read).isEqualTo(spoken.means());
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void howAStreamIsCutMakesNoDifference(String type) {
        Random random = new Random(type.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] stream = damaged(type, random);
            List<Decoded> whole = decode(type, stream, stream.length + 1, true);
            assertThat(decode(type, stream, 1, true)).isEqualTo(whole);
            assertThat(decode(type, stream, 1 + random.nextInt(300), true)).isEqualTo(whole);
        }
    }

    /** Not at the end of the stream, where what is left is looked through once more: while it goes on. */
    @ParameterizedTest
    @MethodSource("streams")
    void afterDamageTheSecondGoodFrameIsRead(String type) {
        Random random = new Random(type.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = damaged(type, random);
            byte[] good = Spoken.of(type, Spoken.Numbers.of(random)).bytes();
            byte[] stream = join(damaged, good, good, good);
            assertThat(samples(decode(type, stream, 64, false)))
                    .extracting(Decoded.Sample::offset)
                    .contains((long) damaged.length + good.length);
        }
    }

    /** Messages come whole or not at all: what was broken before leaves no trace in the next. */
    @ParameterizedTest
    @MethodSource("messages")
    void afterABrokenMessageTheNextIsReadAsByAFreshDecoder(String type) {
        Random random = new Random(type.hashCode());
        MessageDecoder used = decoder(type);
        for (int round = 0; round < ROUNDS; round++) {
            Spoken broken = Spoken.of(type, Spoken.Numbers.of(random));
            used.decode(broken.topic(), wounded(broken.bytes(), random, MESSAGE_WOUNDS));
            Spoken next = Spoken.of(type, Spoken.Numbers.of(random));
            assertThat(samples(used.decode(next.topic(), next.bytes())).stream().map(EveryTypeTest::values))
                    .isEqualTo(samples(decoder(type).decode(next.topic(), next.bytes())).stream()
                            .map(EveryTypeTest::values)
                            .toList());
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

    private static MessageDecoder decoder(String type) {
        return Catalogue.builtIn().type(type).orElseThrow().messageDecoder();
    }

    private static List<Decoded> decode(String type, byte[] bytes, int chunk, boolean ends) {
        Decoder decoder = Catalogue.builtIn().type(type).orElseThrow().fullDecoder();
        List<Decoded> all = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += chunk) {
            decoder.feed(bytes, from, Math.min(chunk, bytes.length - from), all::add);
        }
        if (ends) {
            decoder.end(all::add);
        }
        return all;
    }

    private static byte[] damaged(String type, Random random) {
        byte[] three = new byte[0];
        for (int i = 0; i < 3; i++) {
            three = join(three, Spoken.of(type, Spoken.Numbers.of(random)).bytes());
        }
        return wounded(three, random, STREAM_WOUNDS);
    }

    /** Bits flipped, bytes lost, bytes come from nowhere, and cut off. */
    private static byte[] wounded(byte[] whole, Random random, int most) {
        byte[] bytes = whole.clone();
        for (int wound = random.nextInt(most); wound > 0 && bytes.length > 1; wound--) {
            int at = random.nextInt(bytes.length);
            byte[] before = Arrays.copyOf(bytes, at);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = join(before, Arrays.copyOfRange(bytes, at + 1, bytes.length));
                case 2 ->
                    bytes = join(
                            before, new byte[] {(byte) random.nextInt()}, Arrays.copyOfRange(bytes, at, bytes.length));
                default -> bytes = Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
