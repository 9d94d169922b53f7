package io.vigil.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Site;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.session.port.History.LogEntry;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures here were worked out by hand from the constructed session. */
class ReportWriterTest {
    private final Report report = written("en");

    static Report written(String language) {
        return new ReportWriter(Words.of(language), ZoneOffset.UTC)
                .write(Told.inputs("s1"), Told.events("s1"), List.of());
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
    }

    /** The reading near it was 124/80 and a pulse of 72: what was confirmed is what the row is named after. */
    @Test
    void theBaselineIsWhatWasConfirmedAndSaysSo() {
        assertThat(row("flowsheet", "Baseline"))
                .containsSequence("98 (confirmed 10:08:00)", "72 (10:08:00)", "120/78 (confirmed 10:08:00)");
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
    void aCorrectedValueStandsWithTheMeasuredOneAndIsListed() {
        Report told = corrected(
                List.of(amended(7, "{\"sbp\":150.0,\"dbp\":90.0}", 128)),
                List.of(charted(7, 50, Kind.READING, Metric.SBP, 172, Metric.DBP, 98, Metric.MAP, 93)));
        // The peak of the corrected pressures is that of 10:50 and of 11:00 alike; the first one is named.
        assertThat(row(told, "flowsheet", "Dose + 40 min"))
                .contains("150/90 (10:50:00) corrected; measured 172/98", "– (10:50:00) taken back; measured 93");
        assertThat(told.summary().peakSbp()).isEqualTo(150);
        assertThat(row(told, "rems", "Blood pressure 40 min after (± 5 min)").get(1))
                .isEqualTo("150/90 mmHg, 10:50:00 corrected; measured 172/98");
        assertThat(rows(told, "corrections"))
                .containsExactly(List.of(
                        "10:50:00",
                        "reading",
                        "SBP 172 · DBP 98 · MAP 93",
                        "SBP 150 · DBP 90 · MAP –",
                        "arm moved",
                        "12:08:00 otto"));
        assertThat(told.footnotes().toString()).contains("Alarms were decided by what was measured");
    }

    @Test
    void aPeakThatWasCorrectedIsMarked() {
        Report told = corrected(
                List.of(amended(7, "{\"sbp\":190.0}", 128)),
                List.of(charted(7, 60, Kind.READING, Metric.SBP, 150, Metric.DBP, 80)));
        assertThat(row(told, "flowsheet", "Peak (highest SBP)"))
                .contains("11:00:00", "190/80 (11:00:00) corrected; measured 150/80");
    }

    @Test
    void theLastWordHoldsAndEachIsListed() {
        Report told = corrected(
                List.of(
                        amended(7, "{\"sbp\":160.0}", 127),
                        amended(7, "{\"sbp\":150.0}", 128),
                        said(7, "entered-in-error", "", 129)),
                List.of(charted(7, 50, Kind.READING, Metric.SBP, 172, Metric.DBP, 98)));
        assertThat(rows(told, "corrections")).hasSize(3);
        assertThat(row(told, "flowsheet", "Dose + 40 min").get(4))
                .isEqualTo("– (10:50:00) taken back; measured 172/98");
        assertThat(told.summary().peakSbp()).as("it is no peak any more").isEqualTo(150);
    }

    @Test
    void anAlarmsWorstValueStaysWhatWasMeasured() {
        Report told = corrected(
                List.of(amended(7, "{\"spo2\":95.0}", 128)),
                List.of(row(7, "ox-3", 60, Kind.NADIR, List.of(new Value(Metric.SPO2, 84)))));
        assertThat(rows(told, "alarms").get(0)).contains("84");
        assertThat(row(told, "flowsheet", "Dose + 50 min")).contains("95 (11:00:00) corrected; measured 84");
    }

    @Test
    void aMedianIsNoSingleReading() {
        Report told = corrected(
                List.of(amended(7, "{\"spo2\":95.0}", 128)),
                List.of(row(7, "ox-3", 60, Kind.MEDIAN, List.of(new Value(Metric.SPO2, 96)))));
        assertThat(row(told, "flowsheet", "Dose + 50 min")).contains("84 (11:00:00)");
        assertThat(rows(told, "corrections").get(0)).containsSequence("median", "SpO2 96", "SpO2 95");
    }

    /** Put right while it was held: the row has only the right value left. */
    @Test
    void whatNothingTellsAnyMoreIsNotSaidToHaveBeenMeasured() {
        Row held = row(7, "ox-3", 60, Kind.MEDIAN, List.of(new Value(Metric.SPO2, 95)));
        Row right = new Row(7, held.state(), held.entry().signed(new ChartEntry.Signature("otto", 1)), 0, 0, 0, "", "");
        Report told = corrected(List.of(amended(7, "{\"spo2\":95.0}", 128)), List.of(right));
        assertThat(rows(told, "corrections").get(0)).containsSequence("median", "SpO2 –", "SpO2 95");
    }

    @Test
    void aSessionEndedWithoutDischargeHasItsEndAndTheReason() {
        List<Input> inputs = new ArrayList<>(Told.inputs("s1"));
        Input last = inputs.remove(inputs.size() - 1);
        inputs.add(new Input(
                "s1",
                last.seq(),
                last.atMillis(),
                new Happening.Acted("otto", "ka", new Action.Abort("transferred to the ward"))));
        Report told = new ReportWriter(Words.of("en"), ZoneOffset.UTC).write(inputs, List.of(), List.of());
        assertThat(row(told, "header", "Monitored").get(1)).isEqualTo("2026-05-04 10:00 – 2026-05-04 12:10");
        assertThat(rows(told, "discharge").toString()).contains("Ended without discharge: transferred to the ward");
        assertThat(rows(told, "flowsheet").toString()).contains("End").doesNotContain("Last input");
    }

    @Test
    void theFiguresBehindTheDischargeAndTheDevicesAreTold() {
        assertThat(rows("discharge").toString())
                .contains("120 min since the first dose; SBP 124 (12:00:00) (+3 % of baseline 120)")
                .contains("SpO2 97 (12:09:55)");
        assertThat(rows("moves"))
                .containsExactly(
                        List.of("10:00:00", "ox-3 put on", "nina"), List.of("10:00:00", "cuff-3 put on", "nina"));
    }

    private static Report corrected(List<LogEntry> words, List<Row> charted) {
        List<LogEntry> events = new ArrayList<>(Told.events("s1"));
        events.addAll(words);
        return new ReportWriter(Words.of("en"), ZoneOffset.UTC).write(Told.inputs("s1"), events, charted);
    }

    private static LogEntry amended(int row, String values, int minute) {
        return said(row, "amend", ",\"values\":" + values, minute);
    }

    private static LogEntry said(int row, String what, String more, int minute) {
        String detail = "{\"row\":" + row + ",\"reason\":\"arm moved\"" + more + "}";
        return new LogEntry("a" + minute, "s1", Told.START + minute * 60_000L, "chart", what, "otto", detail);
    }

    private static Row charted(int id, int minute, Kind kind, Object... values) {
        List<Value> all = new ArrayList<>();
        for (int i = 0; i < values.length; i += 2) {
            all.add(new Value((Metric) values[i], ((Number) values[i + 1]).doubleValue()));
        }
        return row(id, "cuff-3", minute, kind, all);
    }

    private static Row row(int id, String device, int minute, Kind kind, List<Value> values) {
        long at = Told.START + minute * 60_000L;
        ChartEntry entry = new ChartEntry(
                "key" + id,
                new Site("clinic-1", true),
                "s1",
                new Patient("p-17", "Zoë", "1980-02-03", null, null),
                device,
                kind,
                at,
                Quality.GOOD,
                values);
        return new Row(id, State.DELIVERED, entry, at, 1, 0, "Observation/1", "");
    }

    private static List<List<String>> rows(Report told, String id) {
        return told.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst()
                .orElseThrow()
                .rows();
    }

    private static List<String> row(Report told, String id, String first) {
        return rows(told, id).stream()
                .filter(row -> row.get(0).equals(first))
                .findFirst()
                .orElseThrow();
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
