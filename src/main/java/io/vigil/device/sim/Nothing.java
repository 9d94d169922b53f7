package io.vigil.device.sim;

/** A patient of whom nothing is known. */
final class Nothing {
    private static final double NONE = Double.NaN;

    static final Vitals VITALS = new Vitals(NONE, NONE, NONE, false, false, NONE, NONE, NONE, NONE, NONE, NONE);

    private Nothing() {}
}
