package io.vigil.device;

import static io.vigil.device.Streams.decode;
import static io.vigil.device.Streams.message;
import static io.vigil.device.Streams.reading;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.sim.ContecEncoder;
import io.vigil.device.sim.IvyEncoder;
import io.vigil.device.sim.NoninEncoder;
import io.vigil.device.sim.SunTechEncoder;
import io.vigil.device.sim.Vitals;
import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.io.ByteArrayOutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every binary stream, however it is cut or damaged. The encoders were written from the layouts. */
class FamilyProperties {
    private static final LocalDateTime AT = LocalDateTime.of(2026, 5, 4, 10, 15, 30);

    /** Two numbers to a frame that carries them: SpO2 and pulse; systolic and pulse for the cuff. */
    private static final Map<String, BiFunction<Integer, Integer, byte[]>> FRAMES = Map.of(
            "nonin-df2", (spo2, pulse) -> NoninEncoder.packet(false, spo2, pulse, 0, pulse % 256),
            "nonin-df7", (spo2, pulse) -> NoninEncoder.packet(true, spo2, pulse, 0, 211 * pulse % 65_536),
            "nonin-df13", (spo2, pulse) -> NoninEncoder.spotCheck(AT, spo2, pulse, true, false, pulse % 5),
            "contec-v7", (spo2, pulse) -> ContecEncoder.v7(spo2, pulse, 7 * pulse, pulse % 128, false, false),
            "contec-5byte", (spo2, pulse) -> ContecEncoder.fiveBytes(spo2, pulse, pulse % 128, false, false),
            "suntech-advantage", (spo2, pulse) -> SunTechEncoder.result(spo2 + 100, spo2, spo2 + 20, pulse, 0),
            "ivy-450c", (spo2, pulse) -> ivy(spo2, pulse));

    private static byte[] ivy(int spo2, int pulse) {
        byte[] waves = new byte[400];
        new Random(pulse).nextBytes(waves);
        double none = Double.NaN;
        return IvyEncoder.frame(new Vitals(spo2, pulse, none, false, false, pulse, 14, none, none, none, none), waves);
    }

    @Property(tries = 100)
    void everyFrameReadsAsItWasMeant(
            @ForAll @IntRange(min = 30, max = 100) int spo2, @ForAll @IntRange(min = 18, max = 254) int pulse) {
        FRAMES.forEach((type, frame) -> {
            List<Decoded> all = decode(type, join(frame.apply(spo2, pulse), frame.apply(spo2, pulse)));
            assertThat(all).as(type).noneMatch(Decoded.Rejected.class::isInstance);
            assertThat(samples(all)).as(type).hasSize(2);
            boolean cuff = type.equals("suntech-advantage");
            Decoded.Sample sample = samples(all).get(0);
            assertThat(reading(sample, cuff ? Metric.SBP : Metric.SPO2).value()).isEqualTo(cuff ? spo2 + 100 : spo2);
            assertThat(reading(sample, Metric.PR).value()).isEqualTo(pulse);
        });
    }

    @Property(tries = 200)
    void everyByteIsToldOnceAndNothingThrows(@ForAll @Size(max = 2000) byte[] noise, @ForAll Random damage) {
        FRAMES.forEach((type, frame) -> {
            accounted(type, noise);
            accounted(type, damaged(frame, damage));
        });
    }

    private static void accounted(String type, byte[] stream) {
        long next = 0;
        boolean known = true;
        for (Decoded decoded : decode(type, stream)) {
            if (decoded instanceof Decoded.Wave) {
                continue;
            }
            assertThat(decoded.offset()).as(type).isGreaterThanOrEqualTo(next);
            if (known) {
                assertThat(decoded.offset()).as(type).isEqualTo(next);
            }
            known = !(decoded instanceof Decoded.Sample);
            next = decoded.offset() + length(decoded);
        }
        assertThat(next).as(type).isLessThanOrEqualTo(stream.length);
        if (known) {
            assertThat(next).as(type).isEqualTo(stream.length);
        }
    }

    /** A sample does not tell its length; it has one. */
    private static int length(Decoded decoded) {
        if (decoded instanceof Decoded.Rejected rejected) {
            return rejected.bytes();
        }
        return decoded instanceof Decoded.Ignored ignored ? ignored.bytes() : 1;
    }

    @Property(tries = 300)
    void noMessageThrowsAndNoneIsBeyondBelief(@ForAll @Size(max = 60) byte[] payload) {
        for (String type : List.of(
                "viatom-o2ring", "gatt-heart-rate", "gatt-plx-continuous", "gatt-plx-spot", "gatt-intermediate-cuff")) {
            for (Decoded.Sample sample : samples(message(type, payload))) {
                assertThat(sample.readings())
                        .filteredOn(Reading::hasValue)
                        .allMatch(reading -> reading.metric().plausible(reading.value()));
            }
        }
    }

    /** Three frames with bits flipped, bytes lost and bytes come from nowhere. */
    private static byte[] damaged(BiFunction<Integer, Integer, byte[]> frame, Random random) {
        byte[] bytes = join(frame.apply(97, 70), frame.apply(96, 150), frame.apply(88, 71));
        for (int wound = random.nextInt(6); wound > 0 && bytes.length > 1; wound--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = join(java.util.Arrays.copyOf(bytes, at), tail(bytes, at + 1));
                case 2 ->
                    bytes = join(
                            java.util.Arrays.copyOf(bytes, at), new byte[] {(byte) random.nextInt()}, tail(bytes, at));
                default -> bytes = java.util.Arrays.copyOf(bytes, at + 1);
            }
        }
        return bytes;
    }

    private static byte[] tail(byte[] bytes, int from) {
        return java.util.Arrays.copyOfRange(bytes, from, bytes.length);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
