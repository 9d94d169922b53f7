package io.vigil.device.sim;

/**
 * What a simulated patient's body and sensors are at one second. NaN is "no value"; the cuff's four are there only in
 * the second in which a measurement ends.
 *
 * @param spo2 %; @param pr pulse rate of the oximeter, /min; @param pi perfusion index, %
 * @param hr of an ECG, /min; @param rr breaths, /min
 * @param sbp mmHg; {@code dbp} and {@code map} alike; @param cuffPulse /min
 */
public record Vitals(
        double spo2,
        double pr,
        double pi,
        boolean lowPerfusion,
        boolean sensorOff,
        double hr,
        double rr,
        double sbp,
        double dbp,
        double map,
        double cuffPulse) {

    /** True in the second in which a cuff measurement ends. */
    public boolean cuff() {
        return !Double.isNaN(sbp) && !Double.isNaN(dbp);
    }

    /** The same with another sensor's state. @param measured false leaves out the cuff's four */
    Vitals with(double perfusion, boolean weak, boolean off, boolean measured) {
        double none = Double.NaN;
        return new Vitals(
                spo2,
                pr,
                perfusion,
                weak,
                off,
                hr,
                rr,
                measured ? sbp : none,
                measured ? dbp : none,
                measured ? map : none,
                measured ? cuffPulse : none);
    }

    Vitals withoutCuff() {
        return with(pi, lowPerfusion, sensorOff, false);
    }
}
