package io.vigil.device.sim;

/** The pneumatics of a simulated cuff module: up in five seconds, down in fifteen, then the course's next measurement. */
final class CuffAtWork {
    private static final long UP_MILLIS = 5_000;
    private static final long WHOLE_MILLIS = 20_000;
    private static final int HIGHEST = 180;
    private static final int LOWEST = 40;
    private static final long LOOK_AHEAD_S = 3_600;

    private final Setting setting;
    private boolean working;
    private long startMillis;

    CuffAtWork(Setting setting) {
        this.setting = setting;
    }

    boolean working() {
        return working;
    }

    void start(long elapsedMillis) {
        working = true;
        startMillis = elapsedMillis;
    }

    void stop() {
        working = false;
    }

    /** True once, when a measurement ends. */
    boolean ends(long elapsedMillis) {
        boolean ends = working && elapsedMillis - startMillis >= WHOLE_MILLIS;
        working &= !ends;
        return ends;
    }

    /** mmHg. */
    int pressure(long elapsedMillis) {
        long at = elapsedMillis - startMillis;
        if (!working) {
            return 0;
        }
        return at < UP_MILLIS
                ? (int) (HIGHEST * at / UP_MILLIS)
                : (int) Math.max(0, HIGHEST - (HIGHEST - LOWEST) * (at - UP_MILLIS) / (WHOLE_MILLIS - UP_MILLIS));
    }

    /** What it measured; without pressures where it failed or the course has none. */
    Vitals result(long elapsedMillis) {
        long second = startMillis / 1000;
        Vitals found = setting.script().at(second * 1000);
        for (long s = second; s < second + LOOK_AHEAD_S && !found.cuff(); s++) {
            found = setting.script().at(s * 1000);
        }
        return setting.cuffFails(elapsedMillis) ? found.withoutCuff() : found;
    }
}
