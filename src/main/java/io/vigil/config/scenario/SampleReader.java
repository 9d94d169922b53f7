package io.vigil.config.scenario;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vigil.config.Fields;
import io.vigil.config.Nearest;
import io.vigil.config.Problems;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The readings of a scenario, token by token: hours of them fit where a tree of them would not. */
final class SampleReader {
    /** Seconds beyond which a time is a mistake: a month. */
    private static final double LONGEST_SECONDS = 31 * 86_400.0;

    private static final List<String> KEYS = List.of("t_s", "arrive_s", "metric", "value", "quality", "session", "seq");

    /** @param session as written; empty where there is none */
    record Raw(long measured, long arrived, long seq, String session, Metric metric, double value, Quality quality) {}

    private final Problems problems;
    private final List<Raw> samples = new ArrayList<>();

    private String pointer = "";
    private double measured;
    private double arrived;
    private double value;
    private double seq;
    private String session = "";
    private @Nullable Metric metric;
    private @Nullable Quality quality;

    SampleReader(Problems problems) {
        this.problems = problems;
    }

    List<Raw> samples() {
        return samples;
    }

    /** The parser stands on the value of {@code readings}. */
    void read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            problems.at("/readings", "'readings' must be a list");
            parser.skipChildren();
            return;
        }
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            pointer = "/readings/" + index;
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                one(parser);
            } else {
                problems.at(pointer, "must be an object");
                parser.skipChildren();
            }
        }
    }

    private void one(JsonParser parser) throws IOException {
        measured = Double.NaN;
        arrived = Double.NaN;
        value = Double.NaN;
        seq = 0;
        session = "";
        metric = null;
        quality = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            field(key, parser);
        }
        Metric of = metric;
        Quality how = quality;
        if (Double.isNaN(measured) || of == null || how == null) {
            problems.at(pointer, "needs 't_s', 'metric' and 'quality'");
            return;
        }
        long at = millis(measured);
        samples.add(new Raw(at, Double.isNaN(arrived) ? at : millis(arrived), (long) seq, session, of, value, how));
    }

    private void field(String key, JsonParser parser) throws IOException {
        switch (key) {
            case "t_s" -> measured = seconds(key, parser);
            case "arrive_s" -> arrived = seconds(key, parser);
            case "value" -> value = number(key, parser);
            case "seq" -> seq = number(key, parser);
            case "metric" -> metric = metric(parser);
            case "quality" -> quality = quality(parser);
            case "session" -> session = parser.getValueAsString("");
            default -> {
                Fields.slip(key, KEYS)
                        .ifPresent(meant -> problems.at(
                                pointer + "/" + key, "'" + key + "' is unknown; did you mean '" + meant + "'?"));
                parser.skipChildren();
            }
        }
    }

    private double seconds(String key, JsonParser parser) throws IOException {
        double seconds = number(key, parser);
        if (Math.abs(seconds) > LONGEST_SECONDS) {
            problems.at(pointer + "/" + key, "'" + key + "' is beyond a month");
        }
        return seconds;
    }

    /** NaN for null. */
    private double number(String key, JsonParser parser) throws IOException {
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            problems.at(pointer + "/" + key, "'" + key + "' must be a number or null");
            parser.skipChildren();
        }
        return Double.NaN;
    }

    private @Nullable Metric metric(JsonParser parser) throws IOException {
        String word = parser.getValueAsString("");
        var found = Metric.ofWire(word);
        if (found.isEmpty()) {
            unknown(
                    "metric",
                    word,
                    Arrays.stream(Metric.values()).map(Metric::wire).toList());
        }
        return found.orElse(null);
    }

    private @Nullable Quality quality(JsonParser parser) throws IOException {
        String word = parser.getValueAsString("");
        var found = Quality.ofWire(word);
        if (found.isEmpty()) {
            unknown(
                    "quality",
                    word,
                    Arrays.stream(Quality.values()).map(Quality::wire).toList());
        }
        return found.orElse(null);
    }

    private void unknown(String key, String word, List<String> known) {
        problems.at(pointer + "/" + key, "'" + key + "' does not know '" + word + "'" + Nearest.hint(word, known));
    }

    private static long millis(double seconds) {
        return Math.round(seconds * 1_000);
    }
}
