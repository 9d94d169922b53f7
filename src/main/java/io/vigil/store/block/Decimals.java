package io.vigil.store.block;

/** A double as a whole number of tenths, hundredths or thousandths, where that is the same bit for bit. */
public final class Decimals {
    /** So many places after the point at most. */
    public static final int MOST = 3;

    private static final double[] SCALE = {1, 10, 100, 1000};
    private static final double LARGEST = 1e9;

    private Decimals() {}

    /** @param places 0 to {@link #MOST} */
    public static boolean hold(double value, int places) {
        long bits = Double.doubleToRawLongBits(value);
        return Double.doubleToRawLongBits(value(scaled(value, places), places)) == bits && Math.abs(value) < LARGEST;
    }

    /** @param value one that so many places hold */
    public static long scaled(double value, int places) {
        // Most vital signs are whole, and rounding costs more than all else here.
        long whole = (long) value;
        return places == 0 && whole == value ? whole : Math.round(value * SCALE[places]);
    }

    /** The inverse of {@link #scaled}. */
    public static double value(long scaled, int places) {
        return places == 0 ? scaled : scaled / SCALE[places];
    }
}
