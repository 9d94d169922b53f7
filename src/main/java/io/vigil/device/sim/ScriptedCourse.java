package io.vigil.device.sim;

/**
 * An uneventful session with one event by variant, for demonstrations: 1 a desaturation (85 % from 30 s, 20 s long),
 * 2 a pressure peak (176/104 at 40 s, 134/82 at 80 s), 3 a fast pulse (128 from 60 s, 45 s long), 4 a sensor that falls
 * off (90 s, 15 s long). The cuff measures at 5 s and every 40 s.
 */
public final class ScriptedCourse implements Script {
    private static final long FIRST_CUFF_S = 5;
    private static final long CUFF_EVERY_S = 40;

    private final int variant;

    /** @param variant 1 to 4 */
    public ScriptedCourse(int variant) {
        if (variant < 1 || variant > 4) {
            throw new IllegalArgumentException("no variant " + variant);
        }
        this.variant = variant;
    }

    @Override
    public Vitals at(long elapsedMillis) {
        long s = elapsedMillis / 1000;
        double spo2 = variant == 1 && within(s, 30, 20) ? 85 : 97 + wave(s, 47, 1);
        double pr = variant == 3 && within(s, 60, 45) ? 128 : 66 + 3 * variant + wave(s, 31, 2);
        boolean off = variant == 4 && within(s, 90, 15);
        boolean measured = s == FIRST_CUFF_S || s > 0 && s % CUFF_EVERY_S == 0;
        double sbp = measured ? systolic(s) : Double.NaN;
        double dbp = measured ? diastolic(s) : Double.NaN;
        return new Vitals(
                spo2,
                pr,
                3 + wave(s, 61, 5) / 10,
                false,
                off,
                pr,
                14 + wave(s, 53, 1),
                sbp,
                dbp,
                Math.rint(dbp + (sbp - dbp) / 3),
                measured ? pr : Double.NaN);
    }

    private double systolic(long s) {
        if (variant == 2 && s == 40) {
            return 176;
        }
        return variant == 2 && s == 80 ? 134 : 120 + variant + wave(s, 97, 4);
    }

    private double diastolic(long s) {
        if (variant == 2 && s == 40) {
            return 104;
        }
        return variant == 2 && s == 80 ? 82 : 76 + wave(s, 113, 3);
    }

    private static boolean within(long s, long from, long length) {
        return s >= from && s < from + length;
    }

    /** A slow whole-numbered swing of the given height about 0. */
    private static double wave(long s, long period, double height) {
        return Math.rint(height * Math.sin(2 * Math.PI * s / period));
    }
}
