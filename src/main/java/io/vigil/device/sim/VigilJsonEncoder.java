package io.vigil.device.sim;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Vigil's own message, {@code {"t":…,"spo2":97,"pr":72,"quality":"good"}}. */
public final class VigilJsonEncoder {
    private VigilJsonEncoder() {}

    /**
     * @param t ISO date and time with zone, empty to let the arrival count
     * @param values in the metrics' units; NaN becomes null
     */
    public static String encode(Optional<String> t, Map<Metric, Double> values, Quality quality) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        t.ifPresent(time -> json.add("\"t\":\"" + time + '"'));
        for (Metric metric : Metric.values()) {
            Double value = values.get(metric);
            if (value != null) {
                json.add('"' + metric.wire() + "\":" + (value.isNaN() ? "null" : number(value)));
            }
        }
        return json.add("\"quality\":\"" + quality.wire() + '"').toString();
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
