package io.vigil.device.sim;

import java.util.function.Consumer;

/**
 * Nonin data format 8 as the vendor describes it: byte 1 status and the two high bits of the pulse rate, byte 2 its
 * seven low bits, byte 3 SpO2, byte 4 second status. After the finger leaves, the display numbers stay for ten seconds
 * with the sensor alarm set, then become "missing".
 */
public final class NoninDf8Simulator implements SimulatedDevice {
    private static final long FREEZE_MILLIS = 10_000;
    private static final int MISSING_PULSE = 511;
    private static final int MISSING_SPO2 = 127;

    private final Script script;
    private final Consumer<byte[]> wire;
    private int shownSpo2 = MISSING_SPO2;
    private int shownPulse = MISSING_PULSE;
    private long offSinceMillis = -1;

    public NoninDf8Simulator(Script script, Consumer<byte[]> wire) {
        this.script = script;
        this.wire = wire;
    }

    @Override
    public void second(long elapsedMillis) {
        if (script.ended(elapsedMillis)) {
            return;
        }
        Vitals now = script.at(elapsedMillis);
        if (!now.sensorOff()) {
            offSinceMillis = -1;
            shownSpo2 = whole(now.spo2(), 0, 100, MISSING_SPO2);
            shownPulse = whole(now.pr(), 18, 321, MISSING_PULSE);
        } else if (offSinceMillis < 0) {
            offSinceMillis = elapsedMillis;
        } else if (elapsedMillis - offSinceMillis >= FREEZE_MILLIS) {
            shownSpo2 = MISSING_SPO2;
            shownPulse = MISSING_PULSE;
        }
        boolean lost = !now.sensorOff() && (shownSpo2 == MISSING_SPO2 || shownPulse == MISSING_PULSE);
        wire.accept(frame(shownSpo2, shownPulse, now.lowPerfusion(), lost, now.sensorOff()));
    }

    /** @param spo2 0-100 or 127; @param pulse 18-321 or 511 */
    public static byte[] frame(int spo2, int pulse, boolean lowPerfusion, boolean outOfTrack, boolean sensorAlarm) {
        int status = 0x80 | (outOfTrack ? 1 << 5 : 0) | (lowPerfusion ? 1 << 4 : 0);
        return new byte[] {
            (byte) (status + pulse / 128), (byte) (pulse % 128), (byte) spo2, (byte) (sensorAlarm ? 1 << 3 : 0)
        };
    }

    /** What the format cannot say is missing, never another number. */
    private static int whole(double value, int lowest, int highest, int missing) {
        return value >= lowest && value <= highest ? (int) Math.round(value) : missing;
    }
}
