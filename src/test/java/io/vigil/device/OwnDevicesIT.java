package io.vigil.device;

import static io.vigil.device.Streams.ascii;
import static io.vigil.device.Streams.samples;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.description.Problem;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clinic's own folder of descriptions. */
class OwnDevicesIT {
    private static final String HEAD = """
            id: acme-one
            vendor: Acme
            model: One
            kind: pulse oximeter
            notes: constructed
            confidence: low
            sources: [constructed]
            fhir: {code: "528388", display: MDC_DEV_SPEC_PROFILE_PULS_OXIM, manufacturer: Acme, device_name: One}
            link: {serial: {baud: 9600}}
            metrics: [spo2, pr, pi, sbp]
            """;
    private static final String RECORDS = """
            records:
              - pairs: {required: [S, P, X]}
                readings:
                  spo2: {from: S, unit: fraction}
                  pr: P
                  pi: {from: I, decimal: comma}
                  sbp: {from: B, unit: kPa}
                status:
                  - from: X
                    bits: {0x1: sensor_off sensor-off, 0x4: questionable low-perfusion, not 0x8: questionable not-set}
            examples:
              - input: "S=0.97 P=72 I=4,5 B=16 X=8"
                expect: [spo2 97, pr 72, pi 4.5, sbp 120.00992]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void aFolderAddsAType() throws IOException {
        write("acme-one", HEAD + RECORDS);
        Catalogue catalogue = Catalogue.builtIn().with(folder);
        assertThat(catalogue.problems()).isEmpty();
        assertThat(catalogue.type("nonin-df8")).isPresent();
        assertThat(read(catalogue, "S=0.97 P=72 X=d\n"))
                .containsExactly(
                        Reading.none(Metric.SPO2, Quality.SENSOR_OFF, List.of("sensor-off", "low-perfusion")),
                        Reading.none(Metric.PR, Quality.SENSOR_OFF, List.of("sensor-off", "low-perfusion")));
        assertThat(read(catalogue, "S=0.97 P=72 X=0\n").get(0))
                .isEqualTo(new Reading(Metric.SPO2, 97, Quality.QUESTIONABLE, List.of("not-set")));
    }

    @Test
    void aFolderStandsInPlaceOfABuiltInType() throws IOException {
        write("nonin-ascii", (HEAD + RECORDS).replace("acme-one", "nonin-ascii"));
        assertThat(Catalogue.builtIn()
                        .with(folder)
                        .type("nonin-ascii")
                        .orElseThrow()
                        .vendor())
                .isEqualTo("Acme");
        assertThat(Catalogue.builtIn().type("nonin-ascii").orElseThrow().vendor())
                .isEqualTo("Nonin");
    }

    @Test
    void aFailingExampleRefusesItsTypeAndNoOther() throws IOException {
        write("acme-one", HEAD + RECORDS.replace("[spo2 97,", "[spo2 98,"));
        write("acme-two", (HEAD + RECORDS).replace("acme-one", "acme-two"));
        Catalogue catalogue = Catalogue.of(folder);
        assertThat(catalogue.all()).extracting(DeviceType::id).containsExactly("acme-two");
        assertThat(catalogue.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("the example decodes to 'spo2 97 good', not 'spo2 98 good'");
            assertThat(problem.toString()).contains("device.yaml:23:14: ");
        });
    }

    @Test
    void everyMistakeIsToldWithItsPlaceAndMend() throws IOException {
        assertThat(problem(HEAD + RECORDS.replace("kPa", "bar")))
                .isEqualTo("17:28 'bar' is no unit of sbp; known: kPa, mmHg");
        assertThat(problem(HEAD + RECORDS.replace("decimal:", "decimals:")))
                .startsWith("16:21 'decimals' is not known");
        assertThat(problem(HEAD + RECORDS.replace("0x4:", "0x5:"))).contains("overlaps");
        assertThat(problem(HEAD.replace("spo2, pr, pi, sbp", "spo2, pr, pi") + RECORDS))
                .contains("add it there");
        assertThat(problem(HEAD + RECORDS.substring(0, RECORDS.indexOf("examples:"))))
                .contains("'examples'");
        assertThat(problem(HEAD + "colour: red\n" + RECORDS)).startsWith("11:1 'colour' is not known here");
        assertThat(problem(HEAD)).contains("add 'records'");
        assertThat(problem(HEAD + "x: [")).contains("is not YAML");
        assertThat(problem(HEAD + RECORDS.replace("pairs: {required: [S, P, X]}", "matching: '('")))
                .contains("is no regular expression");
        assertThat(problem(HEAD + RECORDS.replace("pairs: {required: [S, P, X]}", "columns: {names: [S, P, X, I]}")))
                .contains("no part of the record is named 'B'");
    }

    private String problem(String text) throws IOException {
        write("acme-one", text);
        List<Problem> problems = Catalogue.of(folder).problems();
        assertThat(problems).isNotEmpty();
        Problem first = problems.get(0);
        return first.place().line() + ":" + first.place().column() + " " + first.message();
    }

    private static List<Reading> read(Catalogue catalogue, String text) {
        List<Decoded> all = new ArrayList<>();
        catalogue.type("acme-one").orElseThrow().newDecoder().feed(ascii(text), 0, text.length(), all::add);
        return samples(all).get(0).readings();
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(folder.resolve(name).resolve("device.yaml"), text);
    }
}
