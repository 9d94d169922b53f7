package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationResult;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * HL7's own validator as the judge, without network, on the very text that is sent. The first call takes up to a minute,
 * so all of it is in one class with one validator.
 */
class ObservationValidationIT {
    /**
     * LOINC, the 11073 codes and HL7's device guides do not come with the validator; it can only say that. Narrative and
     * performer are recommendations: there is no person behind a number that a device gave.
     */
    private static final List<String> UNKNOWABLE = List.of(
            "http://loinc.org",
            "urn:iso:std:iso:11073:10101",
            "http://hl7.org/fhir/uv/pocd/CodeSystem/measurement-status",
            "A resource should have narrative",
            "all observations should have a performer");

    private static final FhirValidator VALIDATOR = validator();
    private final ObservationMapper mapper = new ObservationMapper("cuff-1"::equals);

    static Stream<ChartEntry> everything() {
        List<ChartEntry> entries = new ArrayList<>();
        for (Quality quality : Quality.values()) {
            entries.add(Entries.pressure(quality, 121, 78, 92));
            for (Metric metric : List.of(Metric.SPO2, Metric.PR, Metric.HR, Metric.RR, Metric.PI)) {
                entries.add(Entries.of(metric, 60, quality));
            }
        }
        for (Kind kind : Kind.values()) {
            entries.add(Entries.of(kind));
        }
        entries.add(Entries.spo2("s-1", 1, Double.NaN));
        entries.add(Entries.pressure(Quality.GOOD, Double.NaN, Double.NaN, Double.NaN));
        entries.add(Entries.pressure(Quality.GOOD, 78, 121, 92));
        List<Value> lone = List.of(new Value(Metric.SBP, 121));
        entries.add(Entries.entry(Entries.REAL_SITE, "s-1", Kind.READING, Quality.GOOD, 1, lone));
        return entries.stream();
    }

    @ParameterizedTest
    @MethodSource("everything")
    void everyKindOfEntryConformsToItsCoreProfile(ChartEntry entry) {
        assertClean(FhirJson.encode(mapper.observation(entry, "Device/7")));
    }

    @Test
    void pulseOfACuffAndTheDeviceConform() {
        ChartEntry entry = Entries.of(Metric.PR, 72, Quality.GOOD);
        assertClean(FhirJson.encode(new ObservationMapper(any -> true).observation(entry, "Device/7")));
        assertClean(FhirJson.encode(mapper.device(entry)));
    }

    @Test
    void wholeTransactionConforms() {
        ChartEntry[] entries = {Entries.spo2("s-1", 1, 97), Entries.pressure(Quality.GOOD, 121, 78, 92)};
        String json = TransactionBundle.of(TransactionBundleTest.rows(entries), mapper)
                .json();
        assertClean(json);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"wrong1-unit-code", "wrong2-bp-no-diastolic", "wrong4-no-value-no-reason", "wrong9-mmHg"})
    void judgeIsAwake(String wrong) {
        assertThat(VALIDATOR.validateWithResult(Examples.text(wrong)).isSuccessful())
                .isFalse();
    }

    private static void assertClean(String json) {
        ValidationResult result = VALIDATOR.validateWithResult(json);
        List<SingleValidationMessage> errors = result.getMessages().stream()
                .filter(m -> m.getSeverity() == ResultSeverityEnum.ERROR || m.getSeverity() == ResultSeverityEnum.FATAL)
                .toList();
        assertThat(errors).as(json).isEmpty();
        List<String> warnings = result.getMessages().stream()
                .filter(m -> m.getSeverity() == ResultSeverityEnum.WARNING)
                .map(m -> m.getLocationString() + ": " + m.getMessage())
                .filter(text -> UNKNOWABLE.stream().noneMatch(text::contains))
                .toList();
        assertThat(warnings).as(json).isEmpty();
    }

    private static FhirValidator validator() {
        FhirContext r4 = FhirContext.forR4Cached();
        ValidationSupportChain chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new SnapshotGeneratingValidationSupport(r4));
        return r4.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }
}
