package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** The rules of a phase as arrays, one entry a rule, which all sessions of {@link ArrayFloor} share. */
final class FloorRules {
    static final int METRICS = Metric.values().length;

    final int size;
    final RuleKind[] kind;
    final int[] metric;
    final boolean[] weak;
    final boolean[] inclusive;
    final boolean[] latching;
    final boolean[] applies;
    final long[] limit;
    final long[] hysteresis;
    final int[] count;
    final long[] span;
    final long[] delay;
    final long[] clearDelay;
    final int[][] partMetric;
    final long[][] partLimit;
    final boolean[][] partHigh;
    final int[][] inhibitors;
    /** Which rules keep readings, and which of them each metric feeds. */
    final int[] ring;

    final int rings;
    final int[][] fed;
    /** All rules a reading of the metric can violate or clear. */
    final int[][] about;

    FloorRules(List<Rule> all, String phase) {
        var ordered = new ArrayList<Rule>();
        all.stream().filter(rule -> rule.inhibitedBy().isEmpty()).forEach(ordered::add);
        all.stream().filter(rule -> !rule.inhibitedBy().isEmpty()).forEach(ordered::add);
        var ids = ordered.stream().map(Rule::id).toList();
        size = ordered.size();
        kind = ordered.stream().map(Rule::kind).toArray(RuleKind[]::new);
        metric = ordered.stream()
                .mapToInt(rule -> rule.metrics().isEmpty() ? 0 : rule.metrics().get(0).ordinal())
                .toArray();
        weak = flags(ordered, rule -> rule.accept().contains(Quality.QUESTIONABLE));
        inclusive = flags(ordered, Rule::inclusive);
        latching = flags(ordered, Rule::latching);
        applies = flags(
                ordered,
                rule -> rule.appliesIn(phase) && (rule.kind() != RuleKind.OVERDUE || interval(rule, phase) > 0));
        limit = longs(ordered, rule -> switch (rule.kind()) {
            case STALE -> rule.timeoutMillis();
            case OVERDUE -> interval(rule, phase) + rule.graceMillis();
            case CHECKPOINT -> rule.atMillis();
            default -> Fixed.of(Double.isNaN(rule.limit()) ? rule.change() : rule.limit());
        });
        hysteresis = longs(ordered, rule -> Fixed.of(rule.hysteresis()));
        count = ordered.stream().mapToInt(Rule::count).toArray();
        span = longs(ordered, rule -> rule.count() > 0 ? rule.minSpanMillis() : rule.windowMillis());
        delay = longs(ordered, Rule::delayMillis);
        clearDelay = longs(ordered, Rule::clearDelayMillis);
        partMetric = new int[size][];
        partLimit = new long[size][];
        partHigh = new boolean[size][];
        inhibitors = new int[size][];
        ring = new int[size];
        int keeping = 0;
        for (int r = 0; r < size; r++) {
            Rule rule = ordered.get(r);
            ring[r] = rule.count() > 0 || rule.kind() == RuleKind.RATE_HIGH ? keeping++ : -1;
            inhibitors[r] = rule.inhibitedBy().stream()
                    .mapToInt(ids::indexOf)
                    .filter(at -> at >= 0)
                    .toArray();
            List<Rule.Part> parts = rule.parts();
            partMetric[r] = rule.kind() == RuleKind.DIFFER
                    ? rule.metrics().stream().mapToInt(Metric::ordinal).toArray()
                    : parts.stream().mapToInt(part -> part.metric().ordinal()).toArray();
            partLimit[r] = parts.stream().mapToLong(part -> Fixed.of(part.limit())).toArray();
            partHigh[r] = new boolean[parts.size()];
            for (int p = 0; p < parts.size(); p++) {
                partHigh[r][p] = parts.get(p).kind() == RuleKind.LIMIT_HIGH;
            }
        }
        rings = keeping;
        fed = new int[METRICS][];
        about = new int[METRICS][];
        for (int m = 0; m < METRICS; m++) {
            int of = m;
            fed[m] = IntStream.range(0, size)
                    .filter(r -> ring[r] >= 0 && metric[r] == of)
                    .toArray();
            about[m] = IntStream.range(0, size)
                    .filter(r -> IntStream.of(partMetric[r]).anyMatch(part -> part == of)
                            || (partMetric[r].length == 0 && metric[r] == of))
                    .toArray();
        }
    }

    private static long interval(Rule rule, String phase) {
        return rule.intervalByPhase().getOrDefault(phase, rule.intervalMillis());
    }

    private static long[] longs(List<Rule> rules, ToLongFunction<Rule> of) {
        return rules.stream().mapToLong(of).toArray();
    }

    private static boolean[] flags(List<Rule> rules, Predicate<Rule> of) {
        var flags = new boolean[rules.size()];
        for (int r = 0; r < flags.length; r++) {
            flags[r] = of.test(rules.get(r));
        }
        return flags;
    }
}
