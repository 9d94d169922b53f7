package io.vigil.device.sim;

import java.util.Arrays;

/**
 * Nonin data formats 2, 7 and 13 of one oximeter that keeps the format it was last told. In 2 and 7 the plain values go
 * missing with the finger, the display values stay for ten seconds with the sensor alarm; 13 tells a spot check each ten
 * seconds. A command is answered only in the first five seconds.
 */
final class NoninStreamSimulator implements SimulatedDevice {
    private static final long FREEZE_MILLIS = 10_000;
    private static final long SPOT_MILLIS = 10_000;
    private static final long ANSWERS_MILLIS = 5_000;
    private static final int PACKETS = 3;
    private static final int ACK = 0x06;
    private static final int NAK = 0x15;

    private static final int STEPS = 200;
    private static final int WIDE_STEPS = 40_000;

    private final PulseShape shape = new PulseShape();
    private final Setting setting;
    private int format;
    private int shownSpo2 = NoninEncoder.NO_SPO2;
    private int shownPulse = NoninEncoder.NO_PULSE;
    private long onMillis;

    NoninStreamSimulator(Setting setting, int format) {
        this.setting = setting;
        this.format = format;
    }

    @Override
    public void second(long elapsedMillis) {
        if (setting.script().ended(elapsedMillis)) {
            return;
        }
        Vitals now = setting.script().at(elapsedMillis);
        int spo2 = now.sensorOff() ? NoninEncoder.NO_SPO2 : whole(now.spo2(), 0, 100, NoninEncoder.NO_SPO2);
        int pulse = now.sensorOff() ? NoninEncoder.NO_PULSE : whole(now.pr(), 18, 321, NoninEncoder.NO_PULSE);
        if (format == 13) {
            if (elapsedMillis % SPOT_MILLIS == 0) {
                setting.send(NoninEncoder.spotCheck(
                        setting.clock(elapsedMillis), spo2, pulse, !now.lowPerfusion(), false, 0));
            }
            return;
        }
        if (!now.sensorOff()) {
            onMillis = elapsedMillis;
        }
        if (!now.sensorOff() || elapsedMillis - onMillis >= FREEZE_MILLIS) {
            shownSpo2 = spo2;
            shownPulse = pulse;
        }
        int status = (now.sensorOff() ? NoninEncoder.SENSOR_ALARM : 0)
                | (now.lowPerfusion() ? NoninEncoder.LOW_PERFUSION : 0);
        for (int packet = 0; packet < PACKETS; packet++) {
            setting.send(
                    NoninEncoder.packet(format == 7, spo2, pulse, shownSpo2, shownPulse, status, () -> sample(pulse)));
        }
    }

    @Override
    public void heard(byte[] bytes, long elapsedMillis) {
        if (elapsedMillis > ANSWERS_MILLIS) {
            return;
        }
        boolean choice = bytes.length == 6
                && Arrays.equals(bytes, new byte[] {2, 0x70, 2, 2, bytes[4], 3})
                && (bytes[4] == 2 || bytes[4] == 7 || bytes[4] == 13);
        setting.send(new byte[] {(byte) (choice ? ACK : NAK)});
        if (choice) {
            format = bytes[4];
        }
    }

    /** Without a finger the line is flat. */
    private int sample(int pulse) {
        double height = pulse == NoninEncoder.NO_PULSE ? 0.1 : shape.next(pulse);
        return (int) Math.round(height * (format == 7 ? WIDE_STEPS : STEPS));
    }

    private static int whole(double value, int lowest, int highest, int missing) {
        return value >= lowest && value <= highest ? (int) Math.round(value) : missing;
    }
}
