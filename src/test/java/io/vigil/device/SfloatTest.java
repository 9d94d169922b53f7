package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SfloatTest {
    @ParameterizedTest
    @CsvSource({"0002, 2", "E0C8, 2", "2002, 200", "0B2E, -1234", "E16C, 3.64", "FE94, -36.4"})
    void publishedWords(String word, double value) {
        assertThat(Sfloat.value(Integer.parseInt(word, 16)).doubleValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"0062, 98", "F014, 2.0"})
    void bluetoothSigPythonBiasedTheExponentByEight(String word, double value) {
        assertThat(Sfloat.value(Integer.parseInt(word, 16)).doubleValue()).isEqualTo(value);
    }

    @Test
    void fiveWordsAreNoNumber() {
        assertThat(java.util.stream.IntStream.range(0, 0x10000).filter(Sfloat::special))
                .containsExactly(0x07FE, 0x07FF, 0x0800, 0x0801, 0x0802);
    }
}
