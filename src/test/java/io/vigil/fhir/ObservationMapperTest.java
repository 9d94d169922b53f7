package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Signature;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.Patient;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationMapperTest {
    private final ObservationMapper mapper = new ObservationMapper();

    @Test
    void saturationIsWrittenAsTheMappingTableSays() {
        String expected = """
                {"resourceType":"Observation",
                 "meta":{"profile":["http://hl7.org/fhir/StructureDefinition/oxygensat",
                   "https://vigil.example/fhir/StructureDefinition/vigil-spo2"],
                  "security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"HTEST",
                   "display":"test health data"}]},
                 "identifier":[{"system":"urn:uuid:a4b74155-e280-40a3-a9b2-68004064e701",
                  "value":"demo/s-1/1/ox-1/spo2/reading/2026-05-04T10:15:30.250Z~231"}],
                 "status":"final",
                 "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",
                  "code":"vital-signs","display":"Vital Signs"}]}],
                 "code":{"coding":[{"system":"http://loinc.org","code":"2708-6"},
                  {"system":"http://loinc.org","code":"59408-5"},
                  {"system":"urn:iso:std:iso:11073:10101","code":"150456","display":"MDC_PULS_OXIM_SAT_O2"}],
                  "text":"SpO2"},
                 "subject":{"reference":"Patient/p-s-1",
                  "identifier":{"system":"urn:oid:2.999.1","value":"MRN-p-s-1"}},
                 "effectiveDateTime":"2026-05-04T10:15:31.250Z",
                 "valueQuantity":{"value":97,"unit":"%","system":"http://unitsofmeasure.org","code":"%"},
                 "device":{"reference":"Device/7"}}
                """;
        assertThat(json(Entries.spo2("s-1", 1, 97))).isEqualTo(new JsonObject(expected));
    }

    @Test
    void cuffReadingIsOnePanelOfThreeComponents() {
        Observation panel = map(Entries.pressure(Quality.GOOD, 121, 78, 92));
        assertThat(codes(panel.getCode().getCoding())).containsExactly("85354-9", "150020");
        assertThat(panel.hasValue()).isFalse();
        assertThat(panel.getComponent())
                .extracting(part -> codes(part.getCode().getCoding()))
                .containsExactly(List.of("8480-6", "150021"), List.of("8462-4", "150022"), List.of("8478-0", "150023"));
        assertThat(panel.getComponent())
                .extracting(part -> part.getValueQuantity().getValue().toPlainString()
                        + part.getValueQuantity().getCode())
                .containsExactly("121mm[Hg]", "78mm[Hg]", "92mm[Hg]");
    }

    @ParameterizedTest
    @CsvSource({
        "SPO2, 97, 2708-6 59408-5 150456, %, oxygensat, spo2",
        "PR, 72, 8867-4 8889-8 149530, /min, heartrate, pulse-rate",
        "HR, 72, 8867-4 147842, /min, heartrate, heart-rate",
        "RR, 14, 9279-1 151562, /min, resprate, respiratory-rate",
        "PI, 3.1, 61006-3 150488, %, '', perfusion-index"
    })
    void eachMetricHasItsCodesUnitAndProfile(
            Metric metric, double value, String codes, String unit, String core, String own) {
        Observation observation = map(Entries.of(metric, value, Quality.GOOD));
        assertThat(String.join(" ", codes(observation.getCode().getCoding()))).isEqualTo(codes);
        assertThat(observation.getValueQuantity().getCode()).isEqualTo(unit);
        List<String> profiles = new ArrayList<>();
        if (!core.isEmpty()) {
            profiles.add("http://hl7.org/fhir/StructureDefinition/" + core);
        }
        profiles.add("https://vigil.example/fhir/StructureDefinition/vigil-" + own);
        assertThat(observation.getMeta().getProfile().stream().map(p -> p.getValue()))
                .isEqualTo(profiles);
    }

    @Test
    void pulseOfACuffIsNotCalledOneByOximetry() {
        Observation observation = map(Entries.cuffPulse(Quality.GOOD, 72));
        assertThat(codes(observation.getCode().getCoding())).containsExactly("8867-4", "149546");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 970, 0, -1, 127})
    void whatIsNoPlausibleNumberIsNeverANumber(double value) {
        Observation observation = map(Entries.spo2("s-1", 1, value));
        assertThat(observation.hasValue()).isFalse();
        assertThat(observation.getDataAbsentReason().getCodingFirstRep().getCode())
                .isEqualTo(Double.isFinite(value) ? "error" : "not-a-number");
    }

    @ParameterizedTest
    @CsvSource({"INVALID, error", "SENSOR_OFF, not-performed"})
    void whatTheDeviceDoesNotVouchForIsAReasonAndNoNumber(Quality quality, String reason) {
        Observation single = map(Entries.of(Metric.SPO2, 97, quality));
        assertThat(single.hasValue()).isFalse();
        assertThat(single.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo(reason);
        Observation panel = map(Entries.pressure(quality, 121, 78, 92));
        assertThat(panel.getComponent()).hasSize(3).allSatisfy(part -> {
            assertThat(part.hasValue()).isFalse();
            assertThat(part.getDataAbsentReason().getCodingFirstRep().getCode()).isEqualTo(reason);
        });
    }

    @Test
    void cuffReadingThatContradictsItselfIsNotBelieved() {
        Observation panel = map(Entries.pressure(Quality.GOOD, 78, 121, 92));
        assertThat(panel.getComponent()).hasSize(3).noneMatch(part -> part.hasValue());
    }

    @Test
    void cuffReadingWithoutDiastolicSaysSo() {
        ChartEntry only = Entries.entry(
                Entries.TEST_SITE, "s-1", Kind.READING, Quality.GOOD, 1, List.of(new Value(Metric.SBP, 121)));
        Observation panel = map(only);
        assertThat(panel.getComponent()).hasSize(2);
        assertThat(panel.getComponent()
                        .get(1)
                        .getDataAbsentReason()
                        .getCodingFirstRep()
                        .getCode())
                .isEqualTo("unknown");
    }

    @Test
    void questionableValueIsChartedWithAMark() {
        Observation observation = map(Entries.of(Metric.SPO2, 88, Quality.QUESTIONABLE));
        assertThat(observation.getValueQuantity().getValue()).isEqualByComparingTo("88");
        assertThat(observation.getInterpretationFirstRep().getCodingFirstRep().getCode())
                .isEqualTo("questionable");
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"READING", "MEDIAN", "NADIR", "PEAK", "ALARM"})
    void kindIsToldApart(Kind kind) {
        Observation observation = map(Entries.of(kind));
        String method = observation.getMethod().getCodingFirstRep().getCode();
        assertThat(method)
                .isEqualTo(
                        switch (kind) {
                            case MEDIAN -> "median";
                            case NADIR -> "minimum";
                            case PEAK -> "maximum";
                            default -> null;
                        });
        assertThat(observation.hasNote()).isEqualTo(kind == Kind.ALARM);
    }

    @Test
    void realSiteIsNotLabelledAsTest() {
        ChartEntry real = Entries.entry(
                Entries.REAL_SITE, "s-1", Kind.READING, Quality.GOOD, 1, List.of(new Value(Metric.SPO2, 97)));
        assertThat(map(real).getMeta().getSecurity()).isEmpty();
        assertThat(mapper.device(real).getMeta().getSecurity()).isEmpty();
    }

    @Test
    void nameOfThePatientNeverLeaves() {
        assertThat(FhirJson.encode(map(Entries.spo2("s-1", 1, 97))))
                .doesNotContain("Z. Z.")
                .doesNotContain("1980");
    }

    @Test
    void patientWithoutReferenceIsNamedByTheClinicsId() {
        Patient unlinked = new Patient("p9", "Z. Z.", "1980-02-03", null, null);
        Observation observation = map(Entries.forPatient(Entries.spo2("s-1", 1, 97), unlinked));
        assertThat(observation.getSubject().hasReference()).isFalse();
        assertThat(observation.getSubject().getIdentifier().getValue()).isEqualTo("demo/p9");
    }

    @ParameterizedTest
    @CsvSource({"4.199999809265137, 4.2", "96.5, 96.5", "100, 100", "0.005, 0.01"})
    void numberIsWrittenAsAPersonWould(double value, String text) {
        Observation observation = map(Entries.of(Metric.PI, value, Quality.GOOD));
        assertThat(observation.getValueQuantity().getValue().toString()).isEqualTo(text);
    }

    @Test
    void entryOfTwoUnrelatedValuesIsRefused() {
        List<Value> values = List.of(new Value(Metric.SPO2, 97), new Value(Metric.PR, 72));
        ChartEntry entry = Entries.entry(Entries.TEST_SITE, "s-1", Kind.READING, Quality.GOOD, 1, values);
        assertThatIllegalArgumentException().isThrownBy(() -> map(entry));
    }

    @Test
    void whoeverReleasedItPerformsItAndOtherwiseTheOrganization() {
        ObservationMapper named =
                new ObservationMapper(new Performers(Map.of("anna", "Practitioner/12"), "Organization/5"));
        ChartEntry entry = Entries.spo2("s-1", 1, 97);
        assertThat(performer(named, entry).getReference()).isEqualTo("Organization/5");
        assertThat(performer(named, entry.signed(new Signature("anna", 1))).getReference())
                .isEqualTo("Practitioner/12");
        Reference stranger = performer(named, entry.signed(new Signature("berta", 1)));
        assertThat(stranger.hasReference()).isFalse();
        assertThat(stranger.getDisplay()).isEqualTo("berta");
    }

    @ParameterizedTest
    @CsvSource({"AMENDED, AMENDED", "ENTERED_IN_ERROR, ENTEREDINERROR"})
    void correctionKeepsTheIdentityAndSaysWhy(Change change, Observation.ObservationStatus status) {
        ChartEntry entry = Entries.spo2("s-1", 1, 88);
        Observation corrected = map(Entries.corrected(entry, change, 94));
        assertThat(corrected.getStatus()).isEqualTo(status);
        assertThat(corrected.getIdentifierFirstRep().getValue())
                .isEqualTo(map(entry).getIdentifierFirstRep().getValue());
        assertThat(corrected.getNoteFirstRep().getText()).contains("anna").contains("motion");
        assertThat(corrected.getValueQuantity().getValue()).isEqualByComparingTo("94");
    }

    private static Reference performer(ObservationMapper mapper, ChartEntry entry) {
        return mapper.observation(entry, "Device/7").getPerformerFirstRep();
    }

    private Observation map(ChartEntry entry) {
        return mapper.observation(entry, "Device/7");
    }

    private JsonObject json(ChartEntry entry) {
        return new JsonObject(FhirJson.encode(map(entry)));
    }

    private static List<String> codes(List<Coding> codings) {
        return codings.stream().map(Coding::getCode).toList();
    }
}
