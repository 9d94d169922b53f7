package io.vigil.store.wave;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.store.wave.WaveTails.Block;
import io.vigil.vital.Waveform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaveTailsTest {
    private static final long T0 = 1_777_000_000_000L;

    private final WaveTails tails = new WaveTails();
    private final List<Block> blocks = new ArrayList<>();

    private void quarter(String device, long atMillis) {
        tails.add("s1", new Waveform(device, "pleth", 76, atMillis, Collections.nCopies(19, 50)))
                .ifPresent(blocks::add);
    }

    @Test
    void halfAMinuteIsABlock() {
        for (int i = 0; i < 120; i++) {
            quarter("ox-1", T0 + 250L * i);
        }
        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0).wave().samples()).hasSize(120 * 19);
        assertThat(blocks.get(0).wave().firstMillis()).isEqualTo(T0);
        assertThat(tails.of("s1")).isEmpty();
    }

    @Test
    void aPauseBeginsAnotherSoThatABlockHasNoGap() {
        quarter("ox-1", T0);
        quarter("ox-1", T0 + 250 + 400);
        assertThat(blocks).as("jitter of the line is no gap").isEmpty();
        quarter("ox-1", T0 + 5_000);
        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0).wave().samples()).hasSize(38);
        assertThat(tails.of("s1").get(0).firstMillis()).isEqualTo(T0 + 5_000);
    }

    @Test
    void eachDeviceHasItsOwn() {
        quarter("ox-1", T0);
        quarter("ox-2", T0);
        assertThat(tails.of("s1")).hasSize(2);
        assertThat(tails.of("s2")).isEmpty();
    }

    @Test
    void whatFellSilentIsTakenOut() {
        quarter("ox-1", T0);
        assertThat(tails.silent(T0 + 30_000)).isEmpty();
        assertThat(tails.silent(T0 + 61_000)).hasSize(1);
        assertThat(tails.of("s1")).isEmpty();
    }
}
