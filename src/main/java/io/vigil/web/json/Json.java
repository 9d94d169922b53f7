package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one place that sets how JSON is read and written here. Any thread. */
public final class Json {
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(16_384)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .build())
            .build();

    static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A piece of a document that writes itself. */
    @FunctionalInterface
    public interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    private Json() {}

    public static String text(Part part) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            part.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** NaN and infinities become null; a whole number is written without a fraction. */
    public static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }

    /** @param millis epoch ms; 0, which stands for none, becomes null */
    public static void instant(JsonGenerator out, String name, long millis) throws IOException {
        if (millis == 0) {
            out.writeNullField(name);
        } else {
            out.writeStringField(name, instant(millis));
        }
    }

    /** ISO 8601 in UTC with milliseconds. */
    public static String instant(long millis) {
        return INSTANT.format(Instant.ofEpochMilli(millis));
    }

    public static void strings(JsonGenerator out, String name, Iterable<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    /** @param values each written in order */
    public static <T> String array(Iterable<T> values, ElementPart<T> each) {
        return text(out -> {
            out.writeStartArray();
            for (T value : values) {
                each.write(out, value);
            }
            out.writeEndArray();
        });
    }

    /** One element of an array. */
    @FunctionalInterface
    public interface ElementPart<T> {
        void write(JsonGenerator out, T value) throws IOException;
    }
}
