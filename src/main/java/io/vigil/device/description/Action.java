package io.vigil.device.description;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What is done with a record that fits. */
sealed interface Action {
    /** Empty when nothing this action looks for is there: the next record may fit. */
    Optional<Verdict> on(Facts facts);

    record Ignore(String kind) implements Action {
        @Override
        public Optional<Verdict> on(Facts facts) {
            return Optional.of(new Verdict.Ignored(kind));
        }
    }

    record Refuse(String reason) implements Action {
        @Override
        public Optional<Verdict> on(Facts facts) {
            return Optional.of(new Verdict.Refused(reason));
        }
    }

    record HandOver(String field, String type) implements Action {
        @Override
        public Optional<Verdict> on(Facts facts) {
            return facts.first(field).map(payload -> new Verdict.HandedOver(type, payload));
        }
    }

    /** @param together metrics of one measurement: where one of them has no value, none has */
    record Read(
            List<ReadingRule> readings,
            List<StatusRule> status,
            Optional<TimeRule> time,
            Set<Metric> together,
            Memory memory)
            implements Action {
        @Override
        public Optional<Verdict> on(Facts facts) {
            List<Verdict.Value> values = new ArrayList<>();
            for (ReadingRule rule : readings) {
                Optional<ReadingRule.Found> found = rule.read(facts);
                if (found.isPresent() && found.get() instanceof ReadingRule.Unreadable bad) {
                    return Optional.of(new Verdict.Refused(bad.reason()));
                }
                if (found.isPresent() && found.get() instanceof ReadingRule.Number number) {
                    values.add(value(rule.metric(), number, facts));
                }
            }
            if (values.isEmpty()) {
                return Optional.empty();
            }
            String iso = time.map(rule -> rule.iso(facts)).orElse("");
            String stamp =
                    iso.isEmpty() ? "" : time.map(rule -> rule.stamp(facts)).orElse("");
            OptionalDouble age = memory.age(facts);
            return Optional.of(new Verdict.Values(whole(values), stamp, iso, memory.of(), age));
        }

        private Verdict.Value value(Metric metric, ReadingRule.Number number, Facts facts) {
            List<String> flags = new ArrayList<>();
            Quality[] quality = {Quality.GOOD};
            StatusRule.gather(status, facts, metric, (worst, named) -> {
                quality[0] = worst;
                flags.addAll(named);
            });
            if (number.implausible()) {
                flags.add("implausible");
            }
            return new Verdict.Value(metric, number.value(), number.missing(), quality[0], List.copyOf(flags));
        }

        private List<Verdict.Value> whole(List<Verdict.Value> values) {
            boolean broken = values.stream()
                    .anyMatch(value -> together.contains(value.metric())
                            && (value.missing() || !value.metric().plausible(value.number())));
            return values.stream()
                    .map(value ->
                            broken && together.contains(value.metric()) && !value.missing() ? incomplete(value) : value)
                    .toList();
        }

        private static Verdict.Value incomplete(Verdict.Value value) {
            List<String> flags = new ArrayList<>(value.flags());
            flags.add(value.metric().plausible(value.number()) ? "incomplete" : "implausible");
            return new Verdict.Value(value.metric(), Double.NaN, true, value.quality(), flags);
        }
    }
}
