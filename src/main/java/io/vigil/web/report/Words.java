package io.vigil.web.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The pages' own words, so that paper and screen say the same. Immutable. */
public final class Words {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> LANGUAGES = List.of("en", "es");

    private final String language;
    private final Map<String, String> words;

    private Words(String language, Map<String, String> words) {
        this.language = language;
        this.words = Map.copyOf(words);
    }

    /** @param language {@code en} or {@code es}; anything else is read as English. Blocking: reads from the jar */
    public static Words of(String language) {
        String known = LANGUAGES.contains(language) ? language : LANGUAGES.get(0);
        Map<String, String> words = new HashMap<>();
        for (String part : List.of(known, known + "/session", known + "/log", known + "/report")) {
            words.putAll(read("web/i18n/" + part + ".json"));
        }
        return new Words(known, words);
    }

    private static Map<String, String> read(String resource) {
        try (InputStream in = Words.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not in the jar");
            }
            return JSON.readValue(in, new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String language() {
        return language;
    }

    /** The words under the key; an unknown key shows itself rather than nothing. */
    String say(String key, Object... namesAndValues) {
        String text = words.getOrDefault(key, key);
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            text = text.replace("{" + namesAndValues[i] + "}", String.valueOf(namesAndValues[i + 1]));
        }
        return text;
    }

    /** The words under {@code prefix.word}, else the bare word as it came. */
    String named(String prefix, String word) {
        return words.getOrDefault(prefix + "." + word, word.replace('_', ' '));
    }

    /** A shipped protocol's title in this language; a clinic's own as it was written. */
    String titled(String title) {
        return words.getOrDefault("title." + title, title);
    }

    boolean has(String key) {
        return words.containsKey(key);
    }
}
