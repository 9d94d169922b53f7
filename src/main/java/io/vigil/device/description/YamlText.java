package io.vigil.device.description;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Text to {@link Yaml}. Anchors, aliases and a second document are refused: each value stands where it is read. */
final class YamlText {
    private static final int DEEPEST = 30;
    private static final YAMLFactory FACTORY = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    private final String file;
    private final YAMLParser tokens;

    private YamlText(String file, YAMLParser tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /** Empty, and a problem noted, for text that is not one plain YAML mapping. */
    static Optional<Yaml.Mapping> parse(String file, String text, List<Problem> problems) {
        try (YAMLParser tokens = FACTORY.createParser(text)) {
            YamlText reader = new YamlText(file, tokens);
            if (tokens.nextToken() == JsonToken.START_OBJECT) {
                Yaml.Mapping root = reader.mapping(0);
                if (tokens.nextToken() == null) {
                    return Optional.of(root);
                }
            }
            problems.add(reader.here().problem("a description is one mapping that starts with 'id:'"));
        } catch (Refused refused) {
            problems.add(refused.place.problem(String.valueOf(refused.getMessage())));
        } catch (JsonProcessingException bad) {
            problems.add(place(file, bad.getLocation()).problem("is not YAML: " + essence(bad.getOriginalMessage())));
        } catch (IOException unreadable) {
            problems.add(Place.top(file).problem("cannot be read: " + unreadable.getMessage()));
        }
        return Optional.empty();
    }

    private Yaml value(JsonToken token, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new Refused(here(), "is nested too deeply");
        }
        if (tokens.isCurrentAlias() || tokens.getObjectId() != null) {
            throw new Refused(here(), "uses a YAML anchor or alias; write the value out where it is used");
        }
        return switch (token) {
            case START_OBJECT -> mapping(depth);
            case START_ARRAY -> sequence(depth);
            default -> new Yaml.Scalar(here(), tokens.getText(), kind(token));
        };
    }

    private Yaml.Mapping mapping(int depth) throws IOException {
        Place start = here();
        List<Yaml.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            Place at = here();
            String key = tokens.currentName();
            if (!seen.add(key)) {
                throw new Refused(at, "'" + key + "' stands here a second time; keep one");
            }
            entries.add(new Yaml.Entry(at, key, value(tokens.nextToken(), depth + 1)));
        }
        return new Yaml.Mapping(start, entries);
    }

    private Yaml.Sequence sequence(int depth) throws IOException {
        Place start = here();
        List<Yaml> items = new ArrayList<>();
        for (JsonToken token = tokens.nextToken(); token != JsonToken.END_ARRAY; token = tokens.nextToken()) {
            items.add(value(token, depth + 1));
        }
        return new Yaml.Sequence(start, items);
    }

    private static Yaml.Scalar.Kind kind(JsonToken token) {
        return switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Yaml.Scalar.Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Yaml.Scalar.Kind.BOOLEAN;
            case VALUE_NULL -> Yaml.Scalar.Kind.NOTHING;
            default -> Yaml.Scalar.Kind.TEXT;
        };
    }

    private Place here() {
        return place(file, tokens.currentTokenLocation());
    }

    @SuppressWarnings("NullAway") // the parser has no place before its first token
    private static Place place(String file, JsonLocation at) {
        return at == null
                ? Place.top(file)
                : new Place(file, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    private static String essence(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((context, met) -> met)
                .orElse("unreadable");
    }

    private static final class Refused extends IOException {
        private final transient Place place;

        Refused(Place place, String message) {
            super(message);
            this.place = place;
        }
    }
}
