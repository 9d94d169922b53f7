package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartFact;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Reference;

/** An alarm about the patient as a DetectedIssue, its acknowledgement as the mitigation. R4 has no DeviceAlert. */
final class AlarmIssue {
    private AlarmIssue() {}

    static DetectedIssue of(ChartEntry entry, ChartFact.Alarmed alarm, Performers performers) {
        DetectedIssue issue = new DetectedIssue();
        issue.setMeta(Setting.meta(entry, "alarm"));
        issue.addIdentifier(Identifiers.observation(entry));
        issue.setStatus(Setting.withdrawn(entry) ? DetectedIssueStatus.ENTEREDINERROR : DetectedIssueStatus.FINAL);
        issue.setCode(new CodeableConcept().setText(alarm.alarm()));
        issue.setSeverity(severity(alarm.priority()));
        issue.setPatient(Setting.subject(entry));
        issue.setIdentified(Setting.period(alarm.fromMillis(), alarm.toMillis()));
        issue.setAuthor(new Reference().setDisplay("Vigil"));
        issue.setDetail(detail(alarm));
        if (alarm.acknowledgedMillis() > 0) {
            var mitigation = issue.addMitigation()
                    .setAction(new CodeableConcept().setText("Acknowledged"))
                    .setDateElement(Setting.at(alarm.acknowledgedMillis()));
            if (!alarm.acknowledgedBy().isEmpty()) {
                mitigation.setAuthor(performers.person(alarm.acknowledgedBy()));
            }
        }
        return issue;
    }

    private static DetectedIssueSeverity severity(String priority) {
        return switch (priority) {
            case "high" -> DetectedIssueSeverity.HIGH;
            case "medium" -> DetectedIssueSeverity.MODERATE;
            default -> DetectedIssueSeverity.LOW;
        };
    }

    /** {@code spo2 83, limit 85}; of a rule without a value its name. */
    private static String detail(ChartFact.Alarmed alarm) {
        String what = alarm.metric().isEmpty() ? alarm.alarm() : alarm.metric();
        String value = Double.isFinite(alarm.worst())
                ? " " + Measured.decimal(alarm.worst()).toPlainString()
                : "";
        String limit = Double.isFinite(alarm.limit())
                ? ", limit " + Measured.decimal(alarm.limit()).toPlainString()
                : "";
        return what + value + limit;
    }
}
