package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Signature;
import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** HL7's own validator as the judge of every kind of resource that is sent, on the very text that is sent. */
class ObservationValidationIT {
    private final ObservationMapper mapper = new ObservationMapper();

    static Stream<ChartEntry> everything() {
        List<ChartEntry> entries = new ArrayList<>();
        for (Quality quality : Quality.values()) {
            entries.add(Entries.pressure(quality, 121, 78, 92));
            for (Metric metric : List.of(Metric.SPO2, Metric.PR, Metric.HR, Metric.RR, Metric.PI)) {
                entries.add(Entries.of(metric, 60, quality));
            }
        }
        for (Kind kind : Kind.values()) {
            if (!Kind.ON_REQUEST.contains(kind)) {
                entries.add(Entries.of(kind));
            }
        }
        entries.add(Entries.entry(
                Entries.TEST_SITE,
                "s-1",
                Kind.MEDIAN,
                Quality.INVALID,
                1,
                List.of(new Value(Metric.SPO2, Double.NaN))));
        entries.add(Entries.facts().get("summary"));
        entries.add(Entries.spo2("s-1", 1, Double.NaN));
        entries.add(Entries.pressure(Quality.GOOD, Double.NaN, Double.NaN, Double.NaN));
        entries.add(Entries.pressure(Quality.GOOD, 78, 121, 92));
        List<Value> lone = List.of(new Value(Metric.SBP, 121));
        entries.add(Entries.entry(Entries.REAL_SITE, "s-1", Kind.READING, Quality.GOOD, 1, lone));
        entries.add(Entries.spo2("s-1", 1, 97).signed(new Signature("anna", Entries.AT)));
        for (Change change : Change.values()) {
            entries.add(Entries.corrected(Entries.spo2("s-1", 1, 88), change, 94));
        }
        return entries.stream();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyKindOfEntryConformsToTheCoreProfileAndToOurs(ChartEntry entry) {
        String json = FhirJson.encode(mapper.observation(entry, "Device/7"));
        assertThat(json).contains("https://vigil.example/fhir/StructureDefinition/vigil-");
        assertThat(StructuralCheck.ofText(json)).isEmpty();
        Judge.assertClean(json);
    }

    @Test
    void pulseOfACuffAndTheDeviceConform() {
        ChartEntry entry = Entries.of(Metric.PR, 72, Quality.GOOD);
        Judge.assertClean(FhirJson.encode(new ObservationMapper().observation(entry, "Device/7")));
        Judge.assertClean(FhirJson.encode(mapper.device(entry)));
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void correctionConformsWithItsProvenance(Change change) {
        ChartEntry corrected = Entries.corrected(Entries.spo2("s-1", 1, 88), change, 94);
        String json = TransactionBundle.of(TransactionBundleTest.rows(corrected), mapper)
                .json();
        assertThat(json).contains("vigil-correction");
        Judge.assertClean(json);
    }

    @Test
    void wholeTransactionConforms() {
        ChartEntry[] entries = {Entries.spo2("s-1", 1, 97), Entries.pressure(Quality.GOOD, 121, 78, 92)};
        Judge.assertClean(TransactionBundle.of(TransactionBundleTest.rows(entries), mapper)
                .json());
    }

    static Stream<Path> published() {
        return Judge.files("profiles", "terminology", "conformance", "examples")
                .filter(file -> file.toString().endsWith(".json"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void everyPublishedArtefactConforms(Path file) {
        Judge.assertClean(Judge.text(file));
    }

    /** Who has to see the fault once the resource claims our profile: the validator (profile), our own check (own). */
    @ParameterizedTest
    @CsvSource({
        "wrong1-unit-code, profile own",
        "wrong2-bp-no-diastolic, profile own",
        "wrong3-no-category, profile own",
        "wrong4-no-value-no-reason, profile own",
        "wrong5-bad-status-and-date, profile own",
        "wrong6-only-mdc-code, profile own",
        "wrong7-implausible-value, profile own",
        "wrong8-fake-loinc, profile own",
        "wrong9-mmHg, profile own",
        "wrong10-unknown-property, profile own",
        "wrong11-unknown-profile, profile",
        "wrong12-invalid-ucum-no-profile, profile own",
        "wrong13-effectivePeriod-on-core-vitals, profile own",
        "wrongc1-sys-lt-dia, profile own",
        "wrongc2-map-kpa, profile own",
        "wrongc3-no-device, profile own",
        "wrongc4-no-dia, profile own",
        "wrongc5-spo2-970, profile own",
    })
    void everyPublishedMistakeIsSeen(String wrong, String by) {
        String text = Examples.text(wrong);
        String claimed = wrong.startsWith("wrong11") ? text : Examples.claiming(text);
        assertThat(!Judge.errors(claimed).isEmpty())
                .as("profile on %s", claimed)
                .isEqualTo(by.contains("profile"));
        assertThat(!StructuralCheck.ofText(text).isEmpty())
                .as("own on %s", text)
                .isEqualTo(by.contains("own"));
    }

    @Test
    void noPublishedMistakeIsForgotten() throws NoSuchMethodException {
        CsvSource table = ObservationValidationIT.class
                .getDeclaredMethod("everyPublishedMistakeIsSeen", String.class, String.class)
                .getAnnotation(CsvSource.class);
        List<String> known =
                Stream.of(table.value()).map(row -> row.split(",")[0]).sorted().toList();
        assertThat(Examples.names("wrong")).isEqualTo(known);
    }

    /** So that a fault in the claim itself is not what the mistakes are caught by. */
    @ParameterizedTest
    @CsvSource({"observation-spo2", "observation-bp", "observation-pulse-rate", "observation-perfusion-index"})
    void whatIsRightIsNotComplainedOf(String right) {
        assertThat(Judge.errors(Examples.claiming(Examples.text(right)))).isEmpty();
        assertThat(StructuralCheck.ofText(Examples.text(right))).isEmpty();
    }
}
