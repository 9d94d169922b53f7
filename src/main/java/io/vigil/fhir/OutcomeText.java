package io.vigil.fhir;

import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;

/** An OperationOutcome as one line for staff. May name a patient: for the outbox page, never for a log. */
final class OutcomeText {
    private static final int LONGEST = 500;

    private OutcomeText() {}

    static String of(OperationOutcome outcome) {
        String text = outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() != IssueSeverity.INFORMATION)
                .map(OutcomeText::issue)
                .collect(Collectors.joining("; "))
                .replaceAll("\\s+", " ");
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static String issue(OperationOutcomeIssueComponent issue) {
        String what = issue.hasDiagnostics()
                ? issue.getDiagnostics()
                : issue.getDetails().hasText() ? issue.getDetails().getText() : code(issue);
        String where = issue.getExpression().stream()
                .map(expression -> expression.getValueNotNull())
                .collect(Collectors.joining(", "));
        return where.isEmpty() ? what : what + " (at " + where + ")";
    }

    private static String code(OperationOutcomeIssueComponent issue) {
        return issue.hasCode() ? issue.getCode().toCode() : "no details given";
    }
}
