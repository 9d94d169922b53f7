package io.vigil.fhir;

import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Metric;

/**
 * What a metric is called by IEEE 11073-10101, and its unit there and in UCUM; the same table for people stands in
 * {@code fhir-profiles/README.md}.
 *
 * @param name reference id
 */
public record MdcCodes(String code, String name, String unitCode, String unitName, String ucum, boolean pressure) {
    /** A number as it is charted, without the tail that binary fractions bring along and without exponent. */
    public static String decimal(double value) {
        return Measured.decimal(value).toPlainString();
    }

    /** @param kind a single reading of the pulse is a cuff's, not one by oximetry */
    public static MdcCodes of(Metric metric, Kind kind) {
        VitalCodes codes = VitalCodes.of(metric, kind);
        return switch (metric) {
            case SPO2, PI -> of(codes, metric, "262688", "MDC_DIM_PERCENT", false);
            case PR, HR -> of(codes, metric, "264864", "MDC_DIM_BEAT_PER_MIN", false);
            case RR -> of(codes, metric, "264928", "MDC_DIM_RESP_PER_MIN", false);
            case SBP, DBP, MAP -> of(codes, metric, "266016", "MDC_DIM_MMHG", true);
        };
    }

    private static MdcCodes of(VitalCodes codes, Metric metric, String unitCode, String unitName, boolean pressure) {
        return new MdcCodes(codes.mdc(), codes.mdcName(), unitCode, unitName, metric.unit(), pressure);
    }
}
