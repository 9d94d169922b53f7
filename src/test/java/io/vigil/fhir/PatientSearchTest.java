package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.fhir.Exchange.Answered;
import io.vigil.session.Patient;
import io.vigil.session.port.EhrPatients;
import io.vigil.session.port.EhrPatients.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatientSearchTest {
    private final List<Boolean> renewed = new ArrayList<>();

    /** The shape of FHIR's own example "xds" and "f001": several names, numbers, and a record that was merged. */
    private static final String FOUND = """
            {"resourceType":"Bundle","type":"searchset","total":4,"entry":[
             {"resource":{"resourceType":"Patient","id":"f001","active":true,
               "identifier":[{"use":"usual","system":"urn:oid:2.16.840.1.113883.2.4.6.3","value":"738472983"},
                 {"type":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"MR"}]},
                  "system":"urn:oid:2.999.1","value":"M1"}],
               "name":[{"use":"maiden","family":"Old"},{"use":"official","given":["Pieter"],"family":"van de Heuvel"}],
               "birthDate":"1944-11-17"},"search":{"mode":"match"}},
             {"resource":{"resourceType":"Patient","id":"bare"},"search":{"mode":"match"}},
             {"resource":{"resourceType":"Patient","id":"gone","active":false,"name":[{"text":"Not used"}]}},
             {"resource":{"resourceType":"Patient","id":"merged","name":[{"text":"Twice"}],
               "link":[{"other":{"reference":"Patient/f001"},"type":"replaced-by"}]}},
             {"resource":{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"incomplete"}]},
               "search":{"mode":"outcome"}}]}""";

    @Test
    void whoIsInUseIsFoundWithNameNumberAndReference() {
        EhrPatients.Answer answer = of(200, FOUND).search("heuvel", 20);

        assertThat(answer.state()).isEqualTo(State.ANSWERED);
        assertThat(answer.patients())
                .containsExactly(
                        new Patient(
                                "M1",
                                "Pieter van de Heuvel",
                                "1944-11-17",
                                new Patient.Identifier("urn:oid:2.999.1", "M1"),
                                "Patient/f001"),
                        new Patient("bare", "", "", null, "Patient/bare"));
        assertThat(of(200, FOUND).search("heuvel", 1).patients()).hasSize(1);
    }

    @Test
    void nobodyFoundIsAnAnswer() {
        String empty = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"total\":0}";

        assertThat(of(200, empty).search("nobody", 20)).isEqualTo(new EhrPatients.Answer(State.ANSWERED, List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "403; {}",
                "500; oops",
                "302; ''",
                "200; <html>",
                "200; {\"resourceType\":\"Patient\",\"id\":\"1\"}",
                "200; {\"resourceType\":\"Nothing\"}",
                "200; ''"
            })
    void whatIsNoAnswerIsNotNobody(int status, String body) {
        assertThat(of(status, body).search("anna", 20)).isEqualTo(new EhrPatients.Answer(State.UNANSWERED, List.of()));
    }

    @Test
    void aLineThatIsCutIsNotNobody() {
        PatientSearch search = new PatientSearch((call, again) -> new Exchange.Unanswered("cut"));

        assertThat(search.search("anna", 20).state()).isEqualTo(State.UNANSWERED);
    }

    @Test
    void aTokenThatHasRunOutIsRenewedOnce() {
        PatientSearch search = new PatientSearch((call, again) -> {
            renewed.add(again);
            return again ? answered(200, FOUND) : answered(401, "");
        });

        assertThat(search.search("anna", 20).state()).isEqualTo(State.ANSWERED);
        assertThat(renewed).containsExactly(false, true);
    }

    private static PatientSearch of(int status, String body) {
        return new PatientSearch((call, again) -> answered(status, body));
    }

    private static Answered answered(int status, String body) {
        return new Answered(status, "application/fhir+json", "", "", body);
    }
}
