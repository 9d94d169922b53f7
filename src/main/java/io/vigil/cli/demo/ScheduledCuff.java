package io.vigil.cli.demo;

import io.vigil.device.sim.Script;
import io.vigil.device.sim.ScriptedCourse;
import io.vigil.device.sim.Vitals;

/**
 * A course whose cuff measures when the protocol asks for it, so that the countdown on the tile is kept: at the start,
 * then every ten minutes, and again three minutes after a pressure beyond its limit; each a little before it is due.
 * All else is the script, over and over. Pure.
 *
 * @param variant of {@link ScriptedCourse}; 2 has the high pressure, a moment after the first reading so that nobody has
 *     to wait for it
 */
record ScheduledCuff(int variant) implements Script {
    /** Of {@code iv-40min} while dosing, less the moment before. */
    private static final long EVERY_S = 600 - 5;

    private static final long RECHECK_S = 180 - 5;
    private static final long SCRIPT_S = 360;
    private static final long FIRST_S = 5;
    private static final long PEAK_S = 40;
    private static final long AFTER_PEAK_S = 80;
    private static final long SCRIPTED_EVERY_S = 40;
    private static final long SCRIPTED = 8;
    private static final long NONE = -1;

    @Override
    public Vitals at(long elapsedMillis) {
        ScriptedCourse script = new ScriptedCourse(variant);
        long s = elapsedMillis / 1000;
        Vitals now = script.at(s % SCRIPT_S * 1000);
        long like = like(s);
        Vitals cuff = script.at(like * 1000);
        boolean none = like == NONE;
        return new Vitals(
                now.spo2(),
                now.pr(),
                now.pi(),
                now.lowPerfusion(),
                now.sensorOff(),
                now.hr(),
                now.rr(),
                none ? Double.NaN : cuff.sbp(),
                none ? Double.NaN : cuff.dbp(),
                none ? Double.NaN : cuff.map(),
                none ? Double.NaN : now.pr());
    }

    /** The second of the script whose pressure is measured now. */
    private long like(long s) {
        if (s == FIRST_S) {
            return FIRST_S;
        }
        if (variant == 2) {
            long round = (s - PEAK_S) % (EVERY_S + RECHECK_S);
            return s < PEAK_S ? NONE : round == 0 ? PEAK_S : round == RECHECK_S ? AFTER_PEAK_S : NONE;
        }
        // One after the other of those that the script has, so that not all of them are alike.
        return s > FIRST_S && (s - FIRST_S) % EVERY_S == 0
                ? SCRIPTED_EVERY_S * (1 + (s - FIRST_S) / EVERY_S % SCRIPTED)
                : NONE;
    }
}
