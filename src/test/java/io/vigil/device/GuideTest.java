package io.vigil.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.device.description.SchemaCheck;
import io.vigil.vital.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** devices/README.md says what the catalogue and the language say. */
class GuideTest {
    private static final String GUIDE = guide();

    /** None was tested on a device: what it was tested with is recorded, published, observed or constructed. */
    private static final Pattern TESTED_WITH =
            Pattern.compile("(.*\\b)?(record(ed|ing)|published|documented|observed|constructed|manual)\\b.*");

    @Test
    void everyWordOfTheLanguageIsExplained() {
        Set<String> words = new TreeSet<>();
        collect(SchemaCheck.shipped(), words);
        assertThat(words).hasSizeGreaterThan(90).contains("hazardous", "saved_high_bits", "silenced", "modulo");
        String reference = GUIDE.substring(GUIDE.indexOf("## The words"), GUIDE.indexOf("## What there is"));
        assertThat(words)
                .allSatisfy(word ->
                        assertThat(reference).containsPattern("(?<![\\w])" + Pattern.quote(word) + "(?![\\w])"));
    }

    @Test
    void theTableListsEveryTypeWithItsTransportAndMetrics() {
        List<String[]> rows = GUIDE.substring(GUIDE.indexOf("## What there is"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| type"))
                .map(line -> line.substring(2).split(" *\\| *"))
                .toList();
        assertThat(rows)
                .extracting(row -> row[0].replace(" (code)", ""))
                .containsExactlyElementsOf(
                        Catalogue.builtIn().all().stream().map(DeviceType::id).toList());
        for (String[] row : rows) {
            DeviceType type =
                    Catalogue.builtIn().type(row[0].replace(" (code)", "")).orElseThrow();
            assertThat(row[0].endsWith("(code)"))
                    .as(row[0])
                    .isEqualTo(type.language().isEmpty());
            assertThat(row[1].startsWith("serial")).as(row[0]).isEqualTo(type.stream());
            if (type.link() instanceof SerialSettings serial) {
                assertThat(row[1]).startsWith("serial " + serial.baud() + " " + serial.dataBits());
            }
            String metrics = type.metrics().stream().map(Metric::wire).collect(Collectors.joining(" "));
            assertThat(row[2]).as(row[0]).isEqualTo(metrics.isEmpty() ? "-" : metrics);
            assertThat(row[3]).as(row[0]).isNotBlank();
            assertThat(row[4]).as(row[0]).contains("(" + type.confidence() + ")");
            assertThat(row[5].replaceAll("[ |]+$", "")).as(row[0]).matches(TESTED_WITH);
        }
    }

    private static void collect(JsonNode node, Set<String> words) {
        node.path("properties").fieldNames().forEachRemaining(words::add);
        node.forEach(inner -> collect(inner, words));
    }

    private static String guide() {
        try {
            return Files.readString(Path.of("devices", "README.md"));
        } catch (IOException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
