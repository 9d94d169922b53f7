package io.vigil.device.sim;

/** A Contec oximeter. With V7.0 it speaks when it is told to, until it is told to stop or hears nothing for 5 s. */
final class ContecSimulator implements SimulatedDevice {
    private static final int PER_SECOND = 60;
    private static final int LENGTH = 9;
    private static final int START = 0xA1;
    private static final int STOP = 0xA2;
    private static final long DEAF_MILLIS = 5_000;

    private final Setting setting;
    private final boolean v7;
    private boolean speaking;
    private long heardMillis;

    ContecSimulator(Setting setting, boolean v7) {
        this.setting = setting;
        this.v7 = v7;
        this.speaking = !v7;
    }

    @Override
    public void second(long elapsedMillis) {
        speaking &= !v7 || elapsedMillis - heardMillis <= DEAF_MILLIS;
        if (!speaking || setting.script().ended(elapsedMillis)) {
            return;
        }
        Vitals now = setting.script().at(elapsedMillis);
        boolean none = now.sensorOff() || Double.isNaN(now.spo2()) || Double.isNaN(now.pr());
        int spo2 = none ? ContecEncoder.NO_SPO2 : (int) Math.round(now.spo2());
        int pulse = none ? ContecEncoder.NO_PULSE : (int) Math.round(now.pr());
        boolean searching = none && !now.sensorOff() || now.lowPerfusion();
        for (int frame = 0; frame < PER_SECOND; frame++) {
            int pleth = 64 + (int) Math.round(40 * Math.sin(2 * Math.PI * frame / PER_SECOND));
            setting.send(
                    v7
                            ? ContecEncoder.v7(spo2, pulse, perfusion(now), pleth, searching, now.sensorOff())
                            : ContecEncoder.fiveBytes(spo2, pulse, pleth, searching, now.sensorOff()));
        }
    }

    private static int perfusion(Vitals now) {
        return now.sensorOff() || Double.isNaN(now.pi())
                ? ContecEncoder.NO_PERFUSION
                : (int) Math.round(100 * now.pi());
    }

    @Override
    public void heard(byte[] bytes, long elapsedMillis) {
        for (int i = 0; v7 && i + LENGTH <= bytes.length; i++) {
            if ((bytes[i] & 0xFF) == 0x7D && (bytes[i + 1] & 0xFF) == 0x81) {
                heardMillis = elapsedMillis;
                int command = bytes[i + 2] & 0xFF;
                speaking = command == START || speaking && command != STOP;
            }
        }
    }
}
