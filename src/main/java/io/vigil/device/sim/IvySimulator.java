package io.vigil.device.sim;

import java.util.Random;

/** An Ivy 450C: a frame a second, with the last cuff measurement in each. */
final class IvySimulator {
    private static final int WAVES = 400;

    private final Setting setting;
    private final Random waves = new Random(450);
    private Vitals cuff = Nothing.VITALS;

    IvySimulator(Setting setting) {
        this.setting = setting;
    }

    void second(long elapsedMillis, Vitals now) {
        if (now.cuff()) {
            cuff = setting.cuffFails(elapsedMillis) ? Nothing.VITALS : now;
        }
        double none = Double.NaN;
        byte[] wave = new byte[WAVES];
        waves.nextBytes(wave);
        setting.send(IvyEncoder.frame(
                new Vitals(
                        now.sensorOff() ? none : now.spo2(),
                        now.pr(),
                        now.pi(),
                        now.lowPerfusion(),
                        now.sensorOff(),
                        now.hr(),
                        now.rr(),
                        cuff.sbp(),
                        cuff.dbp(),
                        cuff.map(),
                        cuff.cuffPulse()),
                wave));
    }
}
