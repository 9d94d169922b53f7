package io.vigil.device.sim;

/** A pulse wave for the eye: a steep rise, a fall with its notch. Goes on from sample to sample at the rate it is told. */
final class PulseShape {
    private static final double SAMPLES_A_MINUTE = 75 * 60.0;

    private double beat;

    /** The next of 75 samples a second. @param pulse beats a minute @return 0 to 1 */
    double next(int pulse) {
        beat = (beat + pulse / SAMPLES_A_MINUTE) % 1;
        return 0.1 + 0.8 * hump(0.2, 0.09) + 0.3 * hump(0.5, 0.12);
    }

    private double hump(double at, double width) {
        double off = (beat - at) / width;
        return Math.exp(-off * off / 2);
    }
}
