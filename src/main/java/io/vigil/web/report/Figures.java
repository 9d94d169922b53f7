package io.vigil.web.report;

import io.vigil.vital.Metric;
import java.util.Optional;

/** A value with its own time, and what a person has put right with what was measured: never one without the other. */
record Figures(Measurements values, Words words, Times times) {
    String single(Measurements.Value value) {
        return Times.number(value.value()) + " (" + times.time(value.atMillis()) + ")"
                + mark(value.corrected(), value.stands(), Times.number(value.measured()));
    }

    /** With its diastolic of the same moment. */
    String pressure(Measurements.Value sbp) {
        return pressure(sbp, " (", ")");
    }

    /** @param before the time; @param after it */
    String pressure(Measurements.Value sbp, String before, String after) {
        Optional<Measurements.Value> dbp = values.at(Metric.DBP, sbp.atMillis());
        double low = dbp.map(Measurements.Value::value).orElse(Double.NaN);
        double measured = dbp.map(Measurements.Value::measured).orElse(Double.NaN);
        boolean corrected =
                sbp.corrected() || dbp.map(Measurements.Value::corrected).orElse(false);
        String figures = sbp.stands() ? Times.number(sbp.value()) + "/" + Times.number(low) : "–";
        return figures
                + before
                + times.time(sbp.atMillis())
                + after
                + mark(corrected, sbp.stands(), Times.number(sbp.measured()) + "/" + Times.number(measured));
    }

    private String mark(boolean corrected, boolean stands, String measured) {
        return corrected
                ? " " + words.say(stands ? "report.corrected" : "report.takenback.value", "measured", measured)
                : "";
    }
}
