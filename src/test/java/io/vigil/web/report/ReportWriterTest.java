package io.vigil.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures here were worked out by hand from the constructed session. */
class ReportWriterTest {
    private final Report report = written("en");

    static Report written(String language) {
        return new ReportWriter(Words.of(language), ZoneOffset.UTC).write(Told.inputs("s1"), Told.events("s1"));
    }

    private List<List<String>> rows(String id) {
        return report.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private List<String> row(String id, String first) {
        return rows(id).stream()
                .filter(row -> row.get(0).equals(first))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFlowsheetTakesTheClosestReadingAndItsOwnTime() {
        assertThat(row("flowsheet", "Peak (highest SBP)")).contains("10:50:00", "172/98 (10:50:00)", "97 (10:50:00)");
        assertThat(row("flowsheet", "Dose + 50 min")).contains("84 (11:00:00)", "150/80 (11:00:00)");
        // 10:15 has no cuff reading within 150 s.
        assertThat(row("flowsheet", "Dose + 5 min").get(4)).isEqualTo("–");
        assertThat(row("flowsheet", "Baseline").get(4)).isEqualTo("124/80 (10:09:00)");
    }

    @Test
    void anAlarmHasItsWholeLifeAndTheWorstValueWhileItStood() {
        assertThat(rows("alarms"))
                .containsExactly(List.of(
                        "SpO2 low", "medium priority", "11:00:00", "11:01:00 otto", "11:02:00", "84", "93", "–"));
    }

    @Test
    void anEventToldTwiceIsOneEventWithItsEnd() {
        assertThat(rows("adverse")).containsExactly(List.of("Nausea", "10:30:00", "10:44:00", "mild", "otto"));
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(rows("gaps")).contains(List.of("SpO2", "11:19:55", "11:23:00", "03:05"));
    }

    @Test
    void theRemsFormIsFilledWithWhatIsKnownAndLeftOpenWhereNothingIs() {
        assertThat(row("rems", "Total dose").get(1)).isEqualTo("56 mg");
        assertThat(row("rems", "Lot").get(1)).isEqualTo("LOT-7");
        assertThat(row("rems", "Minutes from first dose to end of monitoring").get(1))
                .isEqualTo("120");
        assertThat(row("rems", "Blood pressure 40 min after (± 5 min)").get(1)).isEqualTo("172/98 mmHg, 10:50:00");
        assertThat(row("rems", "Sedation").get(1)).isEqualTo("none recorded");
        assertThat(row("rems", "When would the patient have been ready").get(1)).startsWith("to be written by hand");
    }

    @Test
    void theSummaryComparesSessions() {
        Report.Summary summary = report.summary();
        assertThat(summary.peakSbp()).isEqualTo(172);
        assertThat(summary.lowestSpo2()).isEqualTo(84);
        assertThat(summary.baselineSbp()).isEqualTo(120);
        // 150 is 25 % above 120, 124 ten minutes later is not.
        assertThat(summary.recoveryMinutes()).isCloseTo(20, within(0.01));
    }

    @Test
    void spanishSaysTheSameInSpanish() {
        Report spanish = written("es");
        assertThat(spanish.sections().stream().map(Report.Section::id))
                .isEqualTo(report.sections().stream().map(Report.Section::id).toList());
        assertThat(spanish.title()).isEqualTo("Registro de una sesión vigilada");
        assertThat(spanish.sections().toString()).doesNotContain("report.", "phase.");
        assertThat(report.sections().toString()).doesNotContain("report.", "phase.");
    }
}
