package io.vigil.device.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortDataListener;
import com.fazecast.jSerialComm.SerialPortEvent;
import io.vigil.device.LineError;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the hardware notices, as jSerialComm tells it from a thread of its own. A pseudo-terminal has no such hardware:
 * there it says nothing, and no test over one can show more than that it does no harm.
 */
final class LineErrors implements SerialPortDataListener {
    private static final Map<Integer, LineError> KINDS = Map.of(
            SerialPort.LISTENING_EVENT_BREAK_INTERRUPT, LineError.BREAK,
            SerialPort.LISTENING_EVENT_FRAMING_ERROR, LineError.FRAMING,
            SerialPort.LISTENING_EVENT_PARITY_ERROR, LineError.PARITY,
            SerialPort.LISTENING_EVENT_FIRMWARE_OVERRUN_ERROR, LineError.OVERRUN,
            SerialPort.LISTENING_EVENT_SOFTWARE_OVERRUN_ERROR, LineError.OVERRUN);

    private final Consumer<LineError> amiss;

    LineErrors(Consumer<LineError> amiss) {
        this.amiss = amiss;
    }

    @Override
    public int getListeningEvents() {
        return KINDS.keySet().stream().mapToInt(Integer::intValue).reduce(0, (all, one) -> all | one);
    }

    /** One event may tell of several kinds. */
    @Override
    public void serialEvent(SerialPortEvent event) {
        KINDS.forEach((bit, kind) -> {
            if ((event.getEventType() & bit) != 0) {
                amiss.accept(kind);
            }
        });
    }
}
