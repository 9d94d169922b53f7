package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A counted dose of broken input for each type: ten million bytes with {@code -Dvigil.dose=full} or {@code JAZZER_FUZZ}
 * set, a hundredth of it in every build. The seed is fixed; a failure names the round.
 *
 * <p>Three diets: what a line can carry (anything, and good frames with any bit wrong) must not make a decoder throw,
 * believe the unbelievable, or lose count of its bytes. Between good frames, garbage and pieces of frames may cost frames
 * but give no number that was not sent. In formats without a checksum a random byte sequence of a frame's form is a
 * frame, and nothing can tell: their garbage is of pieces and of bytes that begin no frame.
 */
class DoseFuzz {
    private static final boolean FULL =
            "full".equals(System.getProperty("vigil.dose")) || System.getenv("JAZZER_FUZZ") != null;
    private static final long DOSE = FULL ? 10_000_000 : 100_000;
    private static final int ROUND = 4_000;
    /** Highest byte that begins no frame, and lowest, where there is no checksum to tell a false one. */
    private static final Map<String, int[]> NO_START =
            Map.of("nonin-df8", new int[] {0x00, 0x7F}, "contec-5byte", new int[] {0x00, 0x7F}, "contec-v7", new int[] {
                0x80, 0xFF
            });

    static Set<String> streams() {
        return new TreeSet<>(Spoken.streams());
    }

    static Set<String> messages() {
        return new TreeSet<>(Spoken.messages());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void anythingOnALineIsSurvivedAndCounted(String type) {
        Random random = new Random(type.hashCode());
        long eaten = 0;
        for (int round = 0; eaten < DOSE; round++) {
            byte[] bytes = anything(type, random);
            List<Decoded> all = new ArrayList<>();
            Decoder decoder = feed(type, bytes, random, all);
            decoder.end(all::add);
            believable(all, type + " round " + round);
            counted(all, bytes.length, type + " round " + round);
            eaten += bytes.length;
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void garbageBetweenGoodFramesGivesNoNumberThatWasNotSent(String type) {
        Random random = new Random(31L * type.hashCode());
        long eaten = 0;
        long sent = 0;
        long read = 0;
        for (int round = 0; eaten < DOSE; round++) {
            ByteArrayOutputStream stream = new ByteArrayOutputStream();
            Set<Map<Metric, Double>> meant = new HashSet<>();
            while (stream.size() < ROUND) {
                garbage(type, random, stream, meant);
                for (int good = 1 + random.nextInt(3); good > 0; good--) {
                    Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
                    stream.writeBytes(spoken.bytes());
                    meant.add(spoken.means());
                    sent++;
                }
            }
            List<Decoded> all = new ArrayList<>();
            feed(type, stream.toByteArray(), random, all).end(all::add);
            for (Decoded.Sample sample : Streams.samples(all)) {
                Map<Metric, Double> values = EveryTypeTest.values(sample);
                if (!meant.contains(values)) {
                    throw new AssertionError(type + " round " + round + ": nobody sent " + values + " of " + sample
                            + " in " + HexFormat.of().formatHex(around(stream.toByteArray(), sample.offset())));
                }
                read++;
            }
            eaten += stream.size();
        }
        // Not by refusing everything: at most the frames that touch garbage are lost.
        assertThat(read).as(type).isGreaterThan(sent / 3);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void anythingFromABrokerIsSurvived(String type) {
        MessageDecoder decoder = Catalogue.builtIn().type(type).orElseThrow().messageDecoder();
        Random random = new Random(type.hashCode());
        long eaten = 0;
        while (eaten < DOSE) {
            Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
            byte[] payload = random.nextInt(3) == 0
                    ? noise(random, random.nextInt(80))
                    : spoken.bytes().clone();
            for (int flips = random.nextInt(4); flips > 0 && payload.length > 0; flips--) {
                payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
            }
            believable(decoder.decode(spoken.topic(), payload), type);
            eaten += payload.length;
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageThatWasCutGivesNoNumberThatWasNotSent(String type) {
        MessageDecoder decoder = Catalogue.builtIn().type(type).orElseThrow().messageDecoder();
        Random random = new Random(31L * type.hashCode());
        boolean bare = type.equals("esphome");
        long eaten = 0;
        while (eaten < DOSE) {
            Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
            // A bare value has nothing that a cut could break: "9" of "97" is a number.
            int kept = bare ? spoken.bytes().length : random.nextInt(spoken.bytes().length + 1);
            byte[] payload = Arrays.copyOf(spoken.bytes(), kept);
            for (Decoded.Sample sample : Streams.samples(decoder.decode(spoken.topic(), payload))) {
                assertThat(spoken.means().entrySet())
                        .as(type + ' ' + Arrays.toString(payload))
                        .containsAll(EveryTypeTest.values(sample).entrySet());
            }
            eaten += Math.max(1, payload.length);
        }
    }

    private static Decoder feed(String type, byte[] bytes, Random random, List<Decoded> out) {
        Decoder decoder = Catalogue.builtIn().type(type).orElseThrow().fullDecoder();
        for (int from = 0; from < bytes.length; ) {
            int chunk = Math.min(bytes.length - from, 1 + random.nextInt(700));
            decoder.feed(bytes, from, chunk, out::add);
            from += chunk;
        }
        return decoder;
    }

    private static byte[] anything(String type, Random random) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        while (stream.size() < ROUND) {
            byte[] piece = random.nextInt(4) == 0
                    ? noise(random, random.nextInt(200))
                    : Spoken.of(type, Spoken.Numbers.of(random)).bytes().clone();
            for (int wounds = random.nextInt(3); wounds > 0 && piece.length > 0; wounds--) {
                piece[random.nextInt(piece.length)] = (byte) random.nextInt();
            }
            stream.write(piece, 0, random.nextInt(5) == 0 ? random.nextInt(piece.length + 1) : piece.length);
        }
        return stream.toByteArray();
    }

    /** A piece that lacks only its last line end is whole: its numbers were sent. */
    private static void garbage(
            String type, Random random, ByteArrayOutputStream stream, Set<Map<Metric, Double>> meant) {
        if (random.nextBoolean()) {
            Spoken spoken = Spoken.of(type, Spoken.Numbers.of(random));
            stream.write(spoken.bytes(), 0, random.nextInt(spoken.bytes().length));
            meant.add(spoken.means());
        } else {
            int[] range = NO_START.getOrDefault(type, new int[] {0, 255});
            for (int i = random.nextInt(40); i > 0; i--) {
                stream.write(range[0] + random.nextInt(range[1] - range[0] + 1));
            }
        }
    }

    private static byte[] around(byte[] bytes, long offset) {
        return Arrays.copyOfRange(bytes, (int) Math.max(0, offset - 20), (int) Math.min(bytes.length, offset + 80));
    }

    private static byte[] noise(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void believable(List<Decoded> all, String where) {
        for (Decoded.Sample sample : Streams.samples(all)) {
            for (Reading reading : sample.readings()) {
                if (reading.hasValue() && !reading.metric().plausible(reading.value())) {
                    throw new AssertionError(where + ": unbelievable " + reading);
                }
            }
        }
    }

    private static void counted(List<Decoded> all, int length, String where) {
        long next = 0;
        for (Decoded decoded : all) {
            if (!(decoded instanceof Decoded.Wave)) {
                if (decoded.offset() < next || decoded.offset() >= length) {
                    throw new AssertionError(where + ": " + decoded + " after " + next + " of " + length);
                }
                next = decoded.offset() + 1;
            }
        }
    }
}
