package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.serial.UsbAdapter.Listed;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsbAdapterTest {
    private static final List<Listed> PORTS = List.of(
            new Listed("/dev/ttyS0", -1, -1, "Unknown"),
            new Listed("/dev/ttyUSB0", 0x0403, 0x6001, "A1"),
            new Listed("/dev/ttyUSB1", 0x0403, 0x6001, "B2"));

    @Test
    void theSameAdapterIsFoundUnderWhateverNameItHas() {
        assertThat(new UsbAdapter("0403", "6001", "B2").find(PORTS::stream)).contains("/dev/ttyUSB1");
    }

    @Test
    void withoutASerialNumberTheFirstOfItsKindCounts() {
        assertThat(new UsbAdapter("0403", "6001", "").find(PORTS::stream)).contains("/dev/ttyUSB0");
    }

    @Test
    void anotherAdapterIsNeverTakenInstead() {
        assertThat(new UsbAdapter("067b", "2303", "").find(PORTS::stream)).isEmpty();
        assertThat(new UsbAdapter("0403", "6001", "C3").find(PORTS::stream)).isEmpty();
    }
}
