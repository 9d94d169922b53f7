package io.vigil.config.scenario;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of scenarios: {@code {format, scenarios: [...]}}, a bare list, one scenario, or several after one another. They
 * are handed on one at a time, so that a file may be larger than memory. Blocking; one thread.
 */
public final class ScenarioFile {
    public static final String FORMAT = "ketamine-alarm-scenarios/1";

    /** Where scenarios go. */
    @FunctionalInterface
    public interface Scenarios {
        /** @return what is wrong with it, in which case reading ends; empty to go on */
        Optional<String> take(Scenario scenario);
    }

    private static final JsonFactory JSON = new ObjectMapper().getFactory();

    private final String file;
    private final Scenarios scenarios;
    private int position;
    private Optional<String> problem = Optional.empty();

    private ScenarioFile(String file, Scenarios scenarios) {
        this.file = file;
        this.scenarios = scenarios;
    }

    /**
     * Reads until the end or the first problem.
     *
     * @return the problem on one line with file and place, and how to mend it; empty when there was none
     */
    public static Optional<String> read(Path file, Scenarios scenarios) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, scenarios);
        } catch (NoSuchFileException missing) {
            return Optional.of(file + ": no such file");
        } catch (IOException unreadable) {
            return Optional.of(file + ": cannot be read: " + firstLine(String.valueOf(unreadable.getMessage())));
        }
    }

    /** As {@link #read(Path, Scenarios)}. @param file what to call it in problems */
    public static Optional<String> read(String file, InputStream in, Scenarios scenarios) {
        try (JsonParser parser = JSON.createParser(in)) {
            return new ScenarioFile(file, scenarios).all(parser);
        } catch (JsonProcessingException syntax) {
            var place = syntax.getLocation();
            return Optional.of(file + ":" + place.getLineNr() + ":" + place.getColumnNr() + ": not JSON: "
                    + firstLine(syntax.getOriginalMessage()));
        } catch (CharacterCodingException encoding) {
            return Optional.of(file + ": not UTF-8");
        } catch (IOException unreadable) {
            return Optional.of(file + ": cannot be read: " + firstLine(String.valueOf(unreadable.getMessage())));
        }
    }

    private static String firstLine(String message) {
        // Jackson's own word on where the source began says nothing a person can use.
        return message.lines().findFirst().orElse("").replaceFirst(" \\(start marker at \\[Source.*", "");
    }

    private Optional<String> all(JsonParser parser) throws IOException {
        while (problem.isEmpty() && parser.nextToken() != null) {
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                list(parser);
            } else {
                root(parser);
            }
        }
        if (problem.isEmpty() && position == 0) {
            return Optional.of(file + ": holds no scenario; expected {\"format\": \"" + FORMAT
                    + "\", \"scenarios\": [...]}, a list of scenarios or one");
        }
        return problem;
    }

    private void list(JsonParser parser) throws IOException {
        while (problem.isEmpty() && parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                one(parser, false);
            } else {
                fail(place(parser) + ": a scenario must be an object");
            }
        }
    }

    private void root(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            one(parser, true);
        } else {
            fail(place(parser) + ": expected scenarios, found a bare value");
        }
    }

    /** @param atRoot the object may be the wrapper of scenarios instead of being one */
    private void one(JsonParser parser, boolean atRoot) throws IOException {
        var reader = new ScenarioReader();
        boolean wrapper = false;
        while (problem.isEmpty() && parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            if (atRoot && key.equals("scenarios") && parser.currentToken() == JsonToken.START_ARRAY) {
                wrapper = true;
                list(parser);
            } else if (atRoot && key.equals("format")) {
                format(parser);
            } else {
                reader.take(key, parser);
            }
        }
        if (problem.isEmpty() && !wrapper) {
            handOn(reader);
        }
    }

    private void format(JsonParser parser) throws IOException {
        String format = parser.getValueAsString("");
        if (!format.equals(FORMAT)) {
            fail(place(parser) + ": format '" + format + "' is not known; this reads '" + FORMAT + "'");
        }
    }

    private void handOn(ScenarioReader reader) {
        position++;
        Scenario scenario = reader.scenario(position);
        var found = reader.problems();
        if (!found.isEmpty()) {
            String more = found.size() > 1 ? " (and " + (found.size() - 1) + " more)" : "";
            fail(file + ": scenario " + scenario.id() + ": " + found.get(0) + more);
            return;
        }
        scenarios.take(scenario).ifPresent(wrong -> fail(file + ": scenario " + scenario.id() + ": " + wrong));
    }

    private String place(JsonParser parser) {
        var place = parser.currentLocation();
        return file + ":" + place.getLineNr() + ":" + place.getColumnNr();
    }

    private void fail(String message) {
        problem = Optional.of(message);
    }
}
