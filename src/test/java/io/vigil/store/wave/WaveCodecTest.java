package io.vigil.store.wave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.device.Captures;
import io.vigil.device.Catalogue;
import io.vigil.device.Decoded;
import io.vigil.store.block.Garbled;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WaveCodecTest {
    @Property(tries = 500)
    void whatIsPackedComesBack(@ForAll @Size(max = 3000) List<Integer> samples) {
        assertThat(WaveCodec.unpack(WaveCodec.pack(samples), samples.size())).isEqualTo(samples);
    }

    @Test
    void whatIsDamagedIsSaidAndNeverGuessed() {
        byte[] packed = WaveCodec.pack(pulse(2_250, 75, new Random(1)));
        assertThatThrownBy(() -> WaveCodec.unpack(java.util.Arrays.copyOf(packed, packed.length / 2), 2_250))
                .isInstanceOf(Garbled.class);
        assertThatThrownBy(() -> WaveCodec.unpack(packed, 1 << 20)).isInstanceOf(Garbled.class);
    }

    /** Half a minute of a pulse wave with noise of one step: at most a byte a sample. */
    @Test
    void aPulseWaveTakesUnderAByteASample() {
        List<Integer> samples = pulse(2_250, 75, new Random(7));
        double bytes = WaveCodec.pack(samples).length / (double) samples.size();
        System.out.printf("WaveCodec: %.3f bytes a sample of a constructed noisy pulse wave%n", bytes);
        assertThat(bytes).isLessThan(1);
    }

    /** An Ivy 450C on its patient: pleth and respiration at 50, ECG at 200 a second. */
    @Test
    void recordedWavesTakeUnderAByteASample() throws Exception {
        Map<String, List<Integer>> signals = new TreeMap<>();
        var decoder = Catalogue.builtIn().type("ivy-450c").orElseThrow().newDecoder();
        byte[] bytes = Files.readAllBytes(Captures.file("multiparam/ivy450c_ansarb.bin"));
        decoder.feed(bytes, 0, bytes.length, decoded -> {
            if (decoded instanceof Decoded.Wave wave) {
                signals.computeIfAbsent(wave.signal(), signal -> new ArrayList<>())
                        .addAll(wave.samples());
            }
        });
        assertThat(signals).containsKeys("ecg", "pleth");
        signals.forEach((signal, samples) -> {
            byte[] packed = WaveCodec.pack(samples);
            System.out.printf(
                    "WaveCodec: %s, %.3f bytes a sample of %d recorded ones%n",
                    signal, packed.length / (double) samples.size(), samples.size());
            assertThat(packed.length).as(signal).isLessThan(samples.size());
            assertThat(WaveCodec.unpack(packed, samples.size())).isEqualTo(samples);
        });
    }

    /** A sharp rise, a slow fall with its notch, 72 beats a minute. */
    static List<Integer> pulse(int count, int perSecond, Random random) {
        List<Integer> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double phase = i * 1.2 / perSecond % 1;
            double wave =
                    Math.exp(-Math.pow((phase - 0.2) / 0.09, 2)) + 0.4 * Math.exp(-Math.pow((phase - 0.5) / 0.12, 2));
            samples.add((int) Math.round(20 + 90 * wave + random.nextInt(3) - 1));
        }
        return samples;
    }
}
