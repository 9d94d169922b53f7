package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * HL7's own validator with our profiles and code fragments, without network. The first call takes up to a minute, so all
 * tests of a run share this one. It judges text, since a parser would drop what is wrong with it.
 */
final class Judge {
    static final Path PROFILES = Path.of("fhir-profiles");

    /**
     * What is said of every resource and says nothing about it, by message id and a word of the message: nobody
     * performed what a device measured by itself, and it needs no narrative; of the base set's vital-sign codes the
     * validator knows no LOINC code; the base set has no code of its own for a value that its device doubts.
     * Whatever else is said fails a test.
     */
    private static final List<List<String>> EXPECTED = List.of(
            List.of("http://hl7.org/fhir/StructureDefinition/DomainResource#dom-6", "A resource should have narrative"),
            List.of("All_observations_should_have_a_performer", "all observations should have a performer"),
            List.of("Terminology_TX_NoValid_2_CC", "http://hl7.org/fhir/ValueSet/observation-vitalsignresult"),
            List.of("Terminology_TX_NoValid_2_CC", "http://hl7.org/fhir/ValueSet/observation-interpretation"));

    private static final FhirValidator VALIDATOR = validator();

    private Judge() {}

    static List<SingleValidationMessage> errors(String json) {
        return VALIDATOR.validateWithResult(json).getMessages().stream()
                .filter(m -> m.getSeverity() == ResultSeverityEnum.ERROR || m.getSeverity() == ResultSeverityEnum.FATAL)
                .toList();
    }

    /** No error, and no warning beyond the expected ones. */
    static void assertClean(String json) {
        List<String> said = VALIDATOR.validateWithResult(json).getMessages().stream()
                .filter(m -> m.getSeverity() != ResultSeverityEnum.INFORMATION)
                .filter(m -> !expected(m))
                .map(m -> m.getSeverity() + " " + m.getMessageId() + " at " + m.getLocationString() + ": "
                        + m.getMessage())
                .toList();
        assertThat(said).as(json).isEmpty();
    }

    private static boolean expected(SingleValidationMessage message) {
        return EXPECTED.stream()
                .anyMatch(one -> one.get(0).equals(message.getMessageId())
                        && message.getMessage().contains(one.get(1)));
    }

    static Stream<Path> files(String... folders) {
        return Stream.of(folders).flatMap(folder -> {
            try (var files = Files.list(PROFILES.resolve(folder))) {
                return files.sorted().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FhirValidator validator() {
        FhirContext r4 = FhirContext.forR4Cached();
        PrePopulatedValidationSupport own = new PrePopulatedValidationSupport(r4);
        files("profiles", "terminology")
                .map(file -> (MetadataResource) FhirJson.parseStrictly(text(file)))
                .forEach(own::addResource);
        ValidationSupportChain chain = new ValidationSupportChain(
                own,
                new DefaultProfileValidationSupport(r4),
                new CommonCodeSystemsTerminologyService(r4),
                new InMemoryTerminologyServerValidationSupport(r4),
                new SnapshotGeneratingValidationSupport(r4));
        return r4.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }
}
