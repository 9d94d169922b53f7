package io.vigil.fhir.demo;

import io.vigil.fhir.FhirJson;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;

/**
 * What the receiver answers.
 *
 * @param json a FHIR resource
 * @param headers beside Content-Type; a Location is relative to the base path
 */
public record Reply(int status, String json, Map<String, String> headers) {
    static Reply of(int status, IBaseResource resource) {
        return new Reply(status, FhirJson.encode(resource), Map.of());
    }

    static Reply refused(int status, String problem) {
        return refused(status, List.of(new Problem("", problem)));
    }

    static Reply refused(int status, List<Problem> problems) {
        OperationOutcome outcome = new OperationOutcome();
        for (Problem problem : problems) {
            OperationOutcome.OperationOutcomeIssueComponent issue = outcome.addIssue()
                    .setSeverity(IssueSeverity.ERROR)
                    .setCode(status == 404 ? IssueType.NOTFOUND : IssueType.PROCESSING)
                    .setDiagnostics(problem.what());
            if (!problem.where().isEmpty()) {
                issue.addExpression(problem.where());
            }
        }
        return of(status, outcome);
    }
}
