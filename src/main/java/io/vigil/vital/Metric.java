package io.vigil.vital;

import java.util.Optional;

/**
 * A vital sign as IEEE 11073 names it, with the unit it is always held in and the range beyond which a value is not
 * believed (alarms.md, input rule 3; both ends inclusive).
 */
public enum Metric {
    SPO2("spo2", "%", true, 1, 100),
    PR("pr", "/min", true, 10, 330),
    HR("hr", "/min", true, 10, 330),
    RR("rr", "/min", true, 0, 80),
    PI("pi", "%", true, 0, 100),
    SBP("sbp", "mm[Hg]", false, 30, 300),
    DBP("dbp", "mm[Hg]", false, 10, 220),
    MAP("map", "mm[Hg]", false, 20, 250);

    private static final Metric[] ALL = values();

    private final String wire;
    private final String unit;
    private final boolean continuous;
    private final double lowest;
    private final double highest;

    Metric(String wire, String unit, boolean continuous, double lowest, double highest) {
        this.wire = wire;
        this.unit = unit;
        this.continuous = continuous;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The name on every wire, in files and in the API: {@code spo2}, {@code sbp}, … */
    public String wire() {
        return wire;
    }

    /** UCUM unit of every value of this metric. */
    public String unit() {
        return unit;
    }

    /** True for metrics an oximeter, belt or ECG repeats each second; false for a cuff's values. */
    public boolean continuous() {
        return continuous;
    }

    public boolean plausible(double value) {
        return value >= lowest && value <= highest;
    }

    public double lowest() {
        return lowest;
    }

    public double highest() {
        return highest;
    }

    public static Optional<Metric> ofWire(String wire) {
        for (Metric metric : ALL) {
            if (metric.wire.equals(wire)) {
                return Optional.of(metric);
            }
        }
        return Optional.empty();
    }
}
