package io.vigil.device.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fazecast.jSerialComm.SerialPort;
import io.vigil.device.Catalogue;
import io.vigil.device.SerialSettings;
import io.vigil.device.SerialSettings.Flow;
import io.vigil.device.SerialSettings.Parity;
import java.lang.reflect.Field;
import org.junit.jupiter.api.Test;

/** What a description says of its line is what the port is opened with. */
class LineSettingsTest {
    private static SerialPort configured(SerialSettings settings) {
        SerialPort port = SerialPort.getCommPort("/dev/null");
        HardwarePort.configure(port, settings);
        return port;
    }

    /** jSerialComm keeps for opening what it only tells of an open port. */
    private static boolean raised(SerialPort port, String line) throws ReflectiveOperationException {
        Field field = SerialPort.class.getDeclaredField(line);
        field.setAccessible(true);
        return field.getBoolean(port);
    }

    @Test
    void speedParityStopBitsFlowAndReadTime() {
        SerialPort port =
                configured(new SerialSettings(19_200, 7, Parity.ODD, 2, Flow.XON_XOFF, true, true, 500, 1_000));
        assertThat(port.getBaudRate()).isEqualTo(19_200);
        assertThat(port.getNumDataBits()).isEqualTo(7);
        assertThat(port.getParity()).isEqualTo(SerialPort.ODD_PARITY);
        assertThat(port.getNumStopBits()).isEqualTo(SerialPort.TWO_STOP_BITS);
        assertThat(port.getFlowControlSettings())
                .isEqualTo(SerialPort.FLOW_CONTROL_XONXOFF_IN_ENABLED | SerialPort.FLOW_CONTROL_XONXOFF_OUT_ENABLED);
        assertThat(port.getReadTimeout()).isEqualTo(500);
        SerialPort other = configured(new SerialSettings(9_600, 8, Parity.EVEN, 1, Flow.RTS_CTS));
        assertThat(other.getParity()).isEqualTo(SerialPort.EVEN_PARITY);
        assertThat(other.getNumStopBits()).isEqualTo(SerialPort.ONE_STOP_BIT);
        assertThat(other.getFlowControlSettings())
                .isEqualTo(SerialPort.FLOW_CONTROL_RTS_ENABLED | SerialPort.FLOW_CONTROL_CTS_ENABLED);
    }

    @Test
    void controlLinesAreRaisedOrLoweredAsDescribed() throws ReflectiveOperationException {
        for (boolean dtr : new boolean[] {true, false}) {
            SerialPort port = configured(new SerialSettings(9_600, 8, Parity.NONE, 1, Flow.NONE, dtr, !dtr));
            assertThat(raised(port, "isDtrEnabled")).isEqualTo(dtr);
            assertThat(raised(port, "isRtsEnabled")).isEqualTo(!dtr);
        }
    }

    @Test
    void theOldContecStreamHasOddParity() {
        SerialSettings line = (SerialSettings)
                Catalogue.builtIn().type("contec-5byte").orElseThrow().link();
        assertThat(line.inWords()).isEqualTo("19200 8O1");
        assertThat(configured(line).getParity()).isEqualTo(SerialPort.ODD_PARITY);
    }
}
