package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;

/** Constructed chart entries for the packages below this one. */
public final class EntriesOf {
    public static final long AT = Entries.AT;

    private EntriesOf() {}

    public static ChartEntry spo2(double value) {
        return Entries.spo2("s-1", 1, value);
    }

    public static ChartEntry spo2(String session, int number, double value) {
        return Entries.spo2(session, number, value);
    }

    public static ChartEntry of(Metric metric, double value, Quality quality) {
        return Entries.of(metric, value, quality);
    }

    public static ChartEntry of(Kind kind) {
        return Entries.of(kind);
    }

    public static ChartEntry pressure(Quality quality, double systolic, double diastolic, double mean) {
        return Entries.pressure(quality, systolic, diastolic, mean);
    }

    public static ChartEntry cuffPulse(double value) {
        return Entries.cuffPulse(Quality.GOOD, value);
    }

    public static ChartEntry corrected(ChartEntry entry, Change change, double value) {
        return Entries.corrected(entry, change, value);
    }

    public static ChartEntry fact(String name) {
        return java.util.Objects.requireNonNull(Entries.facts().get(name));
    }
}
