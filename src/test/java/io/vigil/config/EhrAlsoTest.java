package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.ChartEntry.Kind;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ehr.also}: what a site asks to be charted beside the vital signs. */
class EhrAlsoTest {
    private static Outcome<VigilConfig> read(String also) {
        String text = "ehr:\n  url: https://ehr.example/fhir\n" + also;
        return new ConfigReader(Map.of(), Set.of()).read("vigil.yaml", text, Path.of("."));
    }

    private static Set<Kind> also(String also) {
        if (read(also) instanceof Outcome.Read<VigilConfig> read) {
            return read.value().ehr().orElseThrow().alsoCharted();
        }
        throw new AssertionError(problems(also));
    }

    private static List<String> problems(String also) {
        return read(also) instanceof Outcome.Refused<VigilConfig> refused
                ? refused.problems().stream().map(Problem::toString).toList()
                : List.of();
    }

    static Stream<Kind> onRequest() {
        return Kind.ON_REQUEST.stream();
    }

    @ParameterizedTest
    @MethodSource("onRequest")
    void eachKindIsAskedForByItsWord(Kind kind) {
        assertThat(also("  also: [" + kind.wire() + "]\n")).containsExactly(kind);
    }

    @Test
    void allTogetherInAnyOrderAndTwiceIsOnce() {
        String all = Kind.ON_REQUEST.stream().map(Kind::wire).collect(Collectors.joining(", "));
        assertThat(also("  also: [" + all + ", session]\n")).isEqualTo(Kind.ON_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({"''", "'  also: []'"})
    void withoutAWordThereIsNoneOfThem(String none) {
        assertThat(also(none + "\n")).isEmpty();
    }

    @Test
    void theHouseKnowsExactlyTheWordsOfTheGuide() {
        assertThat(Kind.ON_REQUEST.stream().map(Kind::wire))
                .containsExactlyInAnyOrder("session", "dose", "issue", "summary");
    }

    @Test
    void whatIsChartedAnywayIsNoneOfThem() {
        Arrays.stream(Kind.values())
                .filter(kind -> !Kind.ON_REQUEST.contains(kind))
                .forEach(kind -> assertThat(problems("  also: [" + kind.wire() + "]\n"))
                        .singleElement()
                        .asString()
                        .startsWith("vigil.yaml:3:10: 'also' does not know '" + kind.wire() + "'; "));
    }

    @Test
    void aWordThatIsNoneIsNamedWhereItStandsWithItsMend() {
        assertThat(problems("  also: [session, dosis, issue]\n"))
                .containsExactly("vigil.yaml:3:19: 'also' does not know 'dosis'; did you mean 'dose'?");
        assertThat(problems("  also:\n    - summary\n    - flowsheet\n    - sesion\n"))
                .containsExactly(
                        "vigil.yaml:5:7: 'also' does not know 'flowsheet'; known: dose, issue, session, summary",
                        "vigil.yaml:6:7: 'also' does not know 'sesion'; did you mean 'session'?");
    }

    @ParameterizedTest
    @CsvSource({
        "session, 'vigil.yaml:3:9: ''also'' must be a list'",
        "'[{session: yes}]', 'vigil.yaml:3:10: an entry of ''also'' must be text, not a section'",
        "'[~]', 'vigil.yaml:3:10: an entry of ''also'' must be text, not nothing'"
    })
    void whatIsNoListOfWordsIsSaidToBeNone(String given, String said) {
        assertThat(problems("  also: " + given + "\n"))
                .singleElement()
                .asString()
                .startsWith(said);
    }
}
