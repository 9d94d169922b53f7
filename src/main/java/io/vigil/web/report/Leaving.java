package io.vigil.web.report;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The figures on which a patient was discharged: the last that stood at that moment, each with its own time. */
record Leaving(Course course, Words words, Times times) {
    private static final long MINUTE = 60_000;

    String found(long atMillis) {
        List<String> parts = new ArrayList<>();
        long dose = course.firstDoseMillis();
        if (dose != 0) {
            parts.add(words.say("report.found.observed", "n", (atMillis - dose) / MINUTE));
        }
        for (Metric metric : List.of(Metric.SBP, Metric.DBP, Metric.SPO2)) {
            course.values
                    .last(metric, atMillis)
                    .ifPresent(value -> parts.add(words.say("metric." + metric.wire()) + " "
                            + new Figures(course.values, words, times).single(value) + against(metric, value)));
        }
        return String.join("; ", parts);
    }

    private String against(Metric metric, Measurements.Value value) {
        Double base = course.baseline().get(metric);
        if (base == null || metric.continuous()) {
            return "";
        }
        String percent = String.format(Locale.ROOT, "%+d %%", Math.round((value.value() - base) * 100 / base));
        return " " + words.say("report.found.baseline", "percent", percent, "base", Times.number(base));
    }
}
