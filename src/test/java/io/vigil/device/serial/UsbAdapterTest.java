package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsbAdapterTest {
    private static final List<ListedPort> PORTS = List.of(
            new ListedPort("/dev/ttyS0", "", -1, -1, ""),
            new ListedPort("/dev/ttyUSB0", "FT232R", 0x0403, 0x6001, "A1"),
            new ListedPort("/dev/ttyUSB1", "FT232R", 0x0403, 0x6001, "B2"));

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
