package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Metrics by the names they have on every wire. */
final class Metrics {
    private Metrics() {}

    static String known() {
        return Arrays.stream(Metric.values()).map(Metric::wire).collect(Collectors.joining(", "));
    }

    static Optional<Metric> of(Section section, Place place, String name) {
        Optional<Metric> metric = Metric.ofWire(name);
        if (metric.isEmpty()) {
            section.problem(place, "no metric '" + name + "'; known: " + known());
        }
        return metric;
    }

    static List<Metric> of(Section section, String key) {
        List<Metric> metrics = new ArrayList<>();
        for (Yaml.Scalar item : section.items(key)) {
            of(section, item.place(), item.text()).ifPresent(metrics::add);
        }
        return metrics;
    }
}
