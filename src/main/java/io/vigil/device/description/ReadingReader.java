package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code readings} of a record: {@code spo2: FIELD}, a list of fields, or a section with more to say. */
final class ReadingReader {
    /** Units a device may give, as factors to the metric's own. */
    private static final Map<String, Map<String, BigDecimal>> UNITS = Map.of(
            "%", Map.of("%", BigDecimal.ONE, "fraction", BigDecimal.valueOf(100)),
            "/min", Map.of("/min", BigDecimal.ONE, "Hz", BigDecimal.valueOf(60)),
            "mm[Hg]", Map.of("mmHg", BigDecimal.ONE, "kPa", new BigDecimal("7.50062")));

    private final NoValueReader none;

    ReadingReader(NoValueReader none) {
        this.none = none;
    }

    List<ReadingRule> readings(Section section) {
        List<ReadingRule> rules = new ArrayList<>();
        for (Yaml.Entry entry : section.entries()) {
            Optional<Metric> metric = Metrics.of(section, entry.place(), entry.key());
            if (metric.isPresent() && entry.value() instanceof Yaml.Mapping mapping) {
                rules.add(full(metric.get(), new Section(mapping, section.problems())));
            } else if (metric.isPresent()) {
                rules.add(brief(metric.get(), section.texts(entry.key())));
            }
        }
        if (rules.isEmpty()) {
            section.problem(section.place(), "'readings' needs at least one of " + Metrics.known());
        }
        return rules;
    }

    private ReadingRule brief(Metric metric, List<String> from) {
        return new ReadingRule(
                metric,
                from,
                Map.of(),
                Map.of(),
                none.common(),
                BigDecimal.ONE,
                BigDecimal.ZERO,
                false,
                metric.lowest(),
                metric.highest());
    }

    private ReadingRule full(Metric metric, Section section) {
        if (!section.has("from")) {
            section.problem(section.place(), "'from' is missing; say which field holds " + metric.wire());
        }
        List<Double> range = range(metric, section);
        ReadingRule rule = new ReadingRule(
                metric,
                section.texts("from"),
                section.patterns("when"),
                section.patterns("valid"),
                none.of(section),
                factor(metric, section),
                section.number("offset").orElse(BigDecimal.ZERO),
                section.oneOf("decimal", "point", List.of("point", "comma")).equals("comma"),
                range.get(0),
                range.get(1));
        section.done();
        return rule;
    }

    private static BigDecimal factor(Metric metric, Section section) {
        BigDecimal scale = section.number("scale").orElse(BigDecimal.ONE);
        Map<String, BigDecimal> units = UNITS.getOrDefault(metric.unit(), Map.of());
        Optional<String> unit = section.text("unit");
        if (unit.isPresent() && !units.containsKey(unit.get())) {
            section.problem(
                    section.place("unit"),
                    "'" + unit.get() + "' is no unit of " + metric.wire() + "; known: "
                            + String.join(", ", units.keySet().stream().sorted().toList()));
        }
        return scale.multiply(unit.map(units::get).orElse(BigDecimal.ONE));
    }

    /** At most the range in which a value of this metric is believed at all. */
    private static List<Double> range(Metric metric, Section section) {
        List<Yaml.Scalar> given = section.items("plausible");
        if (given.isEmpty()) {
            return List.of(metric.lowest(), metric.highest());
        }
        List<Double> bounds = given.stream()
                .flatMap(item -> Numbers.of(item.text(), false).stream())
                .map(BigDecimal::doubleValue)
                .toList();
        if (given.size() != 2 || bounds.size() != 2 || bounds.get(0) >= bounds.get(1)) {
            section.problem(section.place("plausible"), "'plausible' must be [lowest, highest]");
            return List.of(metric.lowest(), metric.highest());
        }
        return bounds;
    }
}
