package io.vigil.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Text to {@link Yaml}. Anchors, aliases and a second document are refused: each value stands where it is read. */
final class YamlParser {
    private static final int DEEPEST = 50;

    /** {@code yes} and {@code off} are words; only {@code true} and {@code false} are not. */
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    private final String file;
    private final YAMLParser tokens;

    private YamlParser(String file, YAMLParser tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /**
     * An empty text is an empty mapping.
     *
     * @throws Misread with the place, for text that is not one plain YAML document
     */
    static Yaml parse(String file, String text) throws Misread {
        try (YAMLParser tokens = FACTORY.createParser(text)) {
            return new YamlParser(file, tokens).document();
        } catch (JsonProcessingException bad) {
            throw new Misread(place(file, bad.getLocation()), "is not YAML: " + essence(bad.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Yaml document() throws IOException, Misread {
        JsonToken first = tokens.nextToken();
        if (first == null) {
            return new Yaml.Mapping(Place.top(file), List.of());
        }
        Yaml root = value(first, 0);
        if (tokens.nextToken() != null) {
            throw new Misread(here(), "starts a second document; keep one, and remove the '---' before this line");
        }
        return root;
    }

    private Yaml value(JsonToken token, int depth) throws IOException, Misread {
        if (depth > DEEPEST) {
            throw new Misread(here(), "is nested too deeply");
        }
        if (tokens.isCurrentAlias() || tokens.getObjectId() != null) {
            throw new Misread(here(), "uses a YAML anchor or alias; write the value out where it is used");
        }
        return switch (token) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            default -> new Yaml.Scalar(here(), tokens.getText(), scalar(token));
        };
    }

    private Yaml.Mapping mapping(int depth) throws IOException, Misread {
        Place start = here();
        List<Yaml.Entry> entries = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            Place at = here();
            String key = tokens.currentName();
            Place before = seen.put(key, at);
            if (before != null) {
                throw new Misread(at, "'" + key + "' stands here a second time; the first is in line " + before.line());
            }
            entries.add(new Yaml.Entry(at, key, value(tokens.nextToken(), depth + 1)));
        }
        return new Yaml.Mapping(start, entries);
    }

    private Yaml.Sequence sequence(int depth) throws IOException, Misread {
        Place start = here();
        List<Yaml> items = new ArrayList<>();
        for (JsonToken token = tokens.nextToken(); token != JsonToken.END_ARRAY; token = tokens.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Yaml.Sequence(start, items);
    }

    private JsonNode scalar(JsonToken token) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (token) {
            case VALUE_NUMBER_INT -> nodes.numberNode(tokens.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(tokens.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            // "key:" with nothing behind it comes as an empty text.
            default -> tokens.getText().isEmpty() ? nodes.nullNode() : nodes.textNode(tokens.getText());
        };
    }

    private Place here() {
        return place(file, tokens.currentTokenLocation());
    }

    private static Place place(String file, JsonLocation at) {
        return at == null
                ? Place.top(file)
                : new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /** The parser says the context first, then what it met; its quotes of the text are indented. */
    private static String essence(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((context, met) -> met)
                .orElse("unreadable");
    }

    /** The text cannot be read any further. */
    static final class Misread extends Exception {
        private final transient Place place;

        Misread(Place place, String message) {
            super(message);
            this.place = place;
        }

        Problem problem() {
            return place.problem(String.valueOf(getMessage()));
        }
    }
}
