package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code readings} of a record: {@code spo2: FIELD}, a list of fields, or a section with more to say. */
final class ReadingReader {
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
        Units.Unit unit = Units.read(metric.unit(), metric.wire(), section);
        ReadingRule rule = new ReadingRule(
                metric,
                section.texts("from"),
                section.patterns("when"),
                section.patterns("valid"),
                section.patterns("frozen"),
                none.of(section),
                unit.factor().multiply(section.number("scale").orElse(BigDecimal.ONE)),
                unit.factor()
                        .multiply(section.number("offset").orElse(BigDecimal.ZERO))
                        .add(unit.offset()),
                section.oneOf("decimal", "point", List.of("point", "comma")).equals("comma"),
                range.get(0),
                range.get(1));
        section.done();
        return rule;
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
