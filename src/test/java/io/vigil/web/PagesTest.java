package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.SiteAlarms;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the pages without a browser. */
class PagesTest {
    private static final Path WEB = Path.of("src/main/resources/web");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern LITERAL = Pattern.compile("\"([^\"]*)\"");
    /** A text put together, from its first literal on. */
    private static final Pattern CHAIN = Pattern.compile(
            "\"[^\"]*\"(?:\\s*\\+\\s*(?:\"[^\"]*\"|[\\w.]+(?:\\((?:[^()]|\\([^()]*\\))*\\)[\\w.]*)*(?: / \\d+)?))+|\"[A-Z][^\"]{15,}\"");

    private static final Pattern WORD = Pattern.compile("\\bt\\(\\s*\"([^\"]+)\"");

    @Test
    void englishAndSpanishSayTheSameThingsWithTheSameValues() throws IOException {
        Map<String, String> english = words("en");
        Map<String, String> spanish = words("es");
        assertThat(spanish.keySet()).isEqualTo(english.keySet());
        english.forEach((key, text) ->
                assertThat(placeholders(spanish.getOrDefault(key, ""))).as(key).isEqualTo(placeholders(text)));
    }

    @Test
    void everyWordAskedForIsThere() throws IOException {
        Map<String, String> english = words("en");
        List<String> asked = new ArrayList<>();
        for (Path file : files(".js")) {
            Matcher matcher = WORD.matcher(Files.readString(file));
            while (matcher.find()) {
                asked.add(matcher.group(1));
            }
        }
        assertThat(asked).hasSizeGreaterThan(40);
        assertThat(english.keySet()).containsAll(asked);
    }

    @Test
    void everyTechnicalAlarmOfTheSiteHasWords() throws Exception {
        for (Field field : SiteAlarms.class.getFields()) {
            assertThat(words("en")).containsKey("alarm." + field.get(null));
        }
    }

    /** Every reason that a nurse may be given, as it is put together, with something in each of its gaps. */
    @Test
    void everyReasonOfTheWardIsKnownToThePages() throws IOException {
        List<Pattern> known = words("en").keySet().stream()
                .filter(key -> key.startsWith("refused."))
                .map(key -> shape(key.substring("refused.".length())))
                .toList();
        List<String> reasons = new ArrayList<>();
        for (String source :
                List.of("ward/Admission", "session/CuffControl", "session/Acts", "session/PhaseDesk", "ward/Pending")) {
            String text = Files.readString(Path.of("src/main/java/io/vigil/" + source + ".java"))
                    .replaceAll("(?s)/\\*.*?\\*/", "");
            for (Matcher chain = CHAIN.matcher(text); chain.find(); ) {
                reasons.add(sample(chain.group()));
            }
        }
        // That one is told of a cuff, not to a nurse who asked.
        reasons.removeIf(reason -> reason.startsWith("Not stopped from here"));
        assertThat(reasons).hasSizeGreaterThan(25);
        assertThat(reasons)
                .allSatisfy(reason -> assertThat(known)
                        .anyMatch(shape -> shape.matcher(reason).matches()));
    }

    @Test
    void noFileIsLongAndNoneNeedsAnInlineScriptOrStyle() throws IOException {
        for (Path file : files("")) {
            String text = Files.readString(file);
            assertThat(text.lines().count()).as(file + " lines").isLessThanOrEqualTo(300);
            assertThat(text).as(file.toString()).doesNotContain("<style", " style=", "eval(", "innerHTML");
            assertThat(text.replaceAll("<script type=\"importmap\">.*?</script>", ""))
                    .as(file.toString())
                    .doesNotContainPattern("<script(?![^>]*\\bsrc=)[^>]*>");
        }
    }

    @Test
    void bothPagesCarryTheSameImportMapSoThatOneHashAllowsBoth() throws IOException {
        Pattern map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
        List<String> maps = new ArrayList<>();
        for (String page : List.of("index.html", "chart.html")) {
            Matcher matcher = map.matcher(Files.readString(WEB.resolve(page)));
            assertThat(matcher.find()).as(page).isTrue();
            maps.add(matcher.group(1));
        }
        assertThat(maps.get(0)).isEqualTo(maps.get(1));
        for (JsonNode address : new ObjectMapper().readTree(maps.get(0)).path("imports")) {
            String resource = "META-INF/resources/_static" + address.asText().substring("/lib".length());
            if (!resource.endsWith("/")) {
                assertThat(getClass().getClassLoader().getResource(resource))
                        .as(resource)
                        .isNotNull();
            }
        }
    }

    /** A template as the pages read it: a gap takes anything. */
    private static Pattern shape(String template) {
        return Pattern.compile(
                "\\Q" + PLACEHOLDER.matcher(template).replaceAll(Matcher.quoteReplacement("\\E.+\\Q")) + "\\E");
    }

    /** What the expression may come to: its literals, and 7 for each of the other things between them. */
    private static String sample(String chain) {
        StringBuilder told = new StringBuilder(chain.startsWith("\" ") ? "7" : "");
        int end = 0;
        for (Matcher literal = LITERAL.matcher(chain); literal.find(); end = literal.end()) {
            told.append(chain.substring(end, literal.start()).matches("[\\s+]*") ? "" : "7")
                    .append(literal.group(1));
        }
        return told + (end < chain.length() ? "7" : "");
    }

    private static Map<String, String> words(String language) throws IOException {
        Map<String, String> words = new TreeMap<>();
        for (Path file : files(".json")) {
            String name = WEB.resolve("i18n").relativize(file).toString();
            if (name.equals(language + ".json") || name.startsWith(language + "/")) {
                words.putAll(new ObjectMapper()
                        .readValue(Files.readString(file), new TypeReference<Map<String, String>>() {}));
            }
        }
        return words;
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static List<Path> files(String ending) throws IOException {
        try (var walk = Files.walk(WEB)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }
}
