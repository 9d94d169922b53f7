package io.vigil.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Vigil's own message: {@code {"t":"2026-05-04T10:15:30.250Z","spo2":97,"pr":72,"pi":4.2,"quality":"good"}}, with any
 * of spo2, pr, hr, rr, pi, sbp, dbp, map, and {@code battery} in per cent. Without {@code quality} it is good; keys not named here are left alone.
 *
 * <p>A value that is null, or one of the texts and numbers devices use for "none", is a reading without a value. 0
 * breaths and a perfusion of 0 are values, for both can be.
 */
final class VigilJsonDecoder implements MessageDecoder {
    private static final int LONGEST = 4096;
    private static final Metric[] METRICS = Metric.values();
    private static final Set<String> NONE = Set.of("", "nan", "null", "none", "unavailable", "unknown");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,6}(\\.\\d{1,6})?");

    @Override
    public List<Decoded> decode(String topic, byte[] payload) {
        if (payload.length > LONGEST) {
            return rejected(payload, "too long");
        }
        Optional<JsonNode> message = Json.object(payload);
        if (message.isEmpty()) {
            return rejected(payload, "garbled");
        }
        JsonNode t = message.get().path("t");
        String time = t.asText("");
        boolean timed = !t.isMissingNode() && !t.isNull();
        if (timed && (!t.isTextual() || DeviceTime.millis(time).isEmpty())) {
            return rejected(payload, "malformed time");
        }
        return read(message.get(), timed ? time : "", payload);
    }

    private static List<Decoded> read(JsonNode message, String time, byte[] payload) {
        Optional<Quality> quality = Quality.ofWire(message.path("quality").asText("good"));
        if (quality.isEmpty()) {
            return rejected(payload, "unknown quality");
        }
        List<Reading> readings = new ArrayList<>(4);
        for (Metric metric : METRICS) {
            JsonNode value = message.path(metric.wire());
            if (!value.isMissingNode()) {
                Optional<Reading> reading = reading(metric, value, quality.get());
                if (reading.isEmpty()) {
                    return rejected(payload, metric.wire() + " is no number");
                }
                readings.add(reading.get());
            }
        }
        if (readings.isEmpty()) {
            return rejected(payload, "no reading");
        }
        List<Decoded> all = new ArrayList<>(2);
        all.add(new Decoded.Sample(1, 0, Readings.ordered(readings), time, time, false));
        number(message.path("battery")).stream()
                .boxed()
                .flatMap(percent -> Decoded.Battery.of(0, percent).stream())
                .forEach(all::add);
        return all;
    }

    /** Empty when the value is neither a number nor a known way to say that there is none. */
    private static Optional<Reading> reading(Metric metric, JsonNode value, Quality quality) {
        if (value.isNull()
                || (value.isTextual() && NONE.contains(value.asText().trim().toLowerCase(Locale.ROOT)))) {
            return Optional.of(Readings.of(metric, Double.NaN, true, quality, List.of()));
        }
        OptionalDouble number = number(value);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        double n = number.getAsDouble();
        boolean none = n == -1 || (n == 0 && metric.lowest() > 0);
        return Optional.of(Readings.of(metric, n, none, quality, List.of()));
    }

    private static OptionalDouble number(JsonNode value) {
        if (value.isNumber()) {
            return OptionalDouble.of(value.doubleValue());
        }
        return value.isTextual() && NUMBER.matcher(value.asText()).matches()
                ? OptionalDouble.of(Double.parseDouble(value.asText()))
                : OptionalDouble.empty();
    }

    private static List<Decoded> rejected(byte[] payload, String reason) {
        return List.of(new Decoded.Rejected(0, payload.length, reason));
    }
}
