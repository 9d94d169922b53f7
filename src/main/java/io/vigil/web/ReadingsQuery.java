package io.vigil.web;

import io.vertx.core.MultiMap;
import io.vigil.vital.Metric;
import io.vigil.web.json.Fault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What part of the history is asked for. */
final class ReadingsQuery {
    static final Set<String> NAMES = Set.of("metric", "from", "to", "every");
    static final long LONGEST_MILLIS = Duration.ofHours(24).toMillis();
    private static final int MOST_BUCKETS = 20_000;

    private final List<Fault> faults = new ArrayList<>();
    private final Metric metric;
    private final long fromMillis;
    private final long toMillis;
    private final long everyMillis;

    ReadingsQuery(MultiMap query, long startMillis, long nowMillis) {
        this.metric = metric(query.get("metric"));
        this.toMillis = instant("to", query.get("to"), nowMillis + 1);
        this.fromMillis = instant("from", query.get("from"), Math.max(startMillis, toMillis - LONGEST_MILLIS));
        this.everyMillis = every(query.get("every"));
        if (fromMillis > toMillis) {
            faults.add(new Fault("from", "must not be after to"));
        } else if (toMillis - fromMillis > LONGEST_MILLIS) {
            faults.add(new Fault("from", "must be at most 24 h before to"));
        } else if (everyMillis > 0 && (toMillis - fromMillis) / everyMillis > MOST_BUCKETS) {
            faults.add(new Fault("every", "must be wider: at most " + MOST_BUCKETS + " buckets are given"));
        }
    }

    List<Fault> faults() {
        return faults;
    }

    Metric metric() {
        return metric;
    }

    long fromMillis() {
        return fromMillis;
    }

    long toMillis() {
        return toMillis;
    }

    /** 0 = every sample. */
    long everyMillis() {
        return everyMillis;
    }

    private Metric metric(@Nullable String wire) {
        Optional<Metric> known = Metric.ofWire(String.valueOf(wire));
        if (known.isEmpty()) {
            String all = Arrays.stream(Metric.values()).map(Metric::wire).collect(Collectors.joining(", "));
            faults.add(new Fault("metric", (wire == null ? "is required, " : "must be ") + "one of " + all));
        }
        return known.orElse(Metric.SPO2);
    }

    private long instant(String name, @Nullable String text, long fallback) {
        if (text == null) {
            return fallback;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            faults.add(new Fault(name, "must be an ISO 8601 instant such as 2026-05-04T10:15:30Z"));
            return fallback;
        }
    }

    private long every(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        // Seconds, with or without their letter: the two ways people write it.
        String seconds = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        Optional<Integer> value = whole(seconds, 0, 86_400);
        if (value.isEmpty()) {
            faults.add(new Fault("every", "must be whole seconds from 1 to 86400, such as 60"));
        }
        return value.orElse(0) * 1000L;
    }

    /** A whole number from 1 to {@code most}; the fallback when there is none, empty when it is anything else. */
    static Optional<Integer> whole(@Nullable String text, int fallback, int most) {
        if (text == null) {
            return Optional.of(fallback);
        }
        if (!text.matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text);
        return value >= 1 && value <= most ? Optional.of(value) : Optional.empty();
    }
}
