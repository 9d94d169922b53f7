package io.vigil.device.description;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            Set<Metric> together,
            Optional<TimeRule> time,
            Memory memory,
            Marks marks,
            List<AlarmRule> alarms,
            Identity identity,
            BindingRule binding)
            implements Action {
        @Override
        public Optional<Verdict> on(Facts facts) {
            List<String> nobodys = marks.nobodys(facts);
            List<Verdict.Value> values = new ArrayList<>();
            for (ReadingRule rule : readings) {
                Optional<ReadingRule.Found> found = rule.read(facts);
                if (found.isPresent() && found.get() instanceof ReadingRule.Unreadable bad) {
                    return Optional.of(new Verdict.Refused(bad.reason()));
                }
                if (found.isPresent() && found.get() instanceof ReadingRule.Number number) {
                    values.add(value(rule.metric(), number, facts, nobodys));
                }
            }
            return values.isEmpty() ? Optional.empty() : Optional.of(whole(values, facts));
        }

        private Verdict.Values whole(List<Verdict.Value> values, Facts facts) {
            String iso = time.map(rule -> rule.iso(facts)).orElse("");
            String raw =
                    iso.isEmpty() ? "" : time.map(rule -> rule.stamp(facts)).orElse("");
            String own = identity.stamp(facts);
            List<DeviceAlarm> told =
                    alarms.stream().flatMap(rule -> rule.read(facts).stream()).toList();
            return new Verdict.Values(
                    complete(values),
                    own.isEmpty() ? raw : own,
                    iso,
                    new Verdict.Remembered(memory.of(), memory.age(facts)),
                    marks.historic(facts),
                    identity.sequence(facts),
                    told,
                    binding.of(facts));
        }

        private Verdict.Value value(Metric metric, ReadingRule.Number number, Facts facts, List<String> nobodys) {
            List<String> flags = new ArrayList<>();
            Quality[] quality = {Quality.GOOD};
            StatusRule.gather(status, facts, metric, (worst, named) -> {
                quality[0] = worst;
                flags.addAll(named);
            });
            flags.addAll(number.flags());
            flags.addAll(nobodys);
            boolean missing = number.missing() || !nobodys.isEmpty();
            return new Verdict.Value(
                    metric, missing ? Double.NaN : number.value(), missing, quality[0], List.copyOf(flags));
        }

        private List<Verdict.Value> complete(List<Verdict.Value> values) {
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

    /** The names of fields an action asks for. */
    static Set<String> asked(Action action) {
        Set<String> used = new java.util.HashSet<>();
        if (action instanceof Read read) {
            read.readings().forEach(rule -> {
                used.addAll(rule.from());
                used.addAll(rule.when().keySet());
                used.addAll(rule.valid().keySet());
                used.addAll(rule.frozen().keySet());
            });
            read.status().forEach(rule -> used.add(rule.from()));
            read.alarms().forEach(rule -> used.add(rule.from()));
            read.time().ifPresent(rule -> used.add(rule.from()));
            used.add(read.memory().ageMin());
            used.addAll(read.identity().names());
            for (Map<String, ?> marks : List.of(
                    read.marks().history(), read.marks().demo(), read.marks().test())) {
                used.addAll(marks.keySet());
            }
        } else if (action instanceof HandOver handOver) {
            used.add(handOver.field());
        }
        used.remove("");
        return used;
    }
}
