package io.vigil.web.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry of the log says what was done, and nothing that nobody said. */
class LogWordsIT extends OnDuty {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"aldrete\":10} | Assessed: Aldrete 10",
                "{\"rideConfirmed\":true} | Assessed: ride home yes",
                "{\"rideConfirmed\":false} | Assessed: ride home no",
                "{\"aldrete\":9,\"moaas\":5} | Assessed: Aldrete 9, MOAA/S 5",
            })
    void anAssessmentSaysWhatWasAssessed(String detail, String words) {
        assertThat(said("action", "assessment", detail)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "raised, SpO2 85 < 88",
        "acknowledged, Acknowledged: SpO2 low (limit 88)",
        "latched, 'Over, not acknowledged: SpO2 low (limit 88)'",
        "cleared, Over: SpO2 low (limit 88)"
    })
    void anAlarmThatIsAnsweredHasNoFigure(String event, String words) {
        assertThat(said("alarm", "spo2.low " + event, "{\"value\":85,\"limit\":88}")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "session | started | iv-40min chair 2 | Session started: IV racemic ketamine 0.5 mg/kg over 40 min, chair 2",
                "session | started | ours chair 2 | Session started: ours, chair 2",
                "action | ack | {\"alarm\":\"spo2.low\"} | Acknowledged: SpO2 low, high priority",
                "action | baseline | {\"values\":{\"SBP\":118,\"SPO2\":98}} | Baseline SpO2 98 · SBP 118",
                "action | undo | {\"action\":\"\",\"reason\":\"slip\"} | Taken back: the last entry. slip",
                "cuff | started | {\"device\":\"cuff-1\"} | The schedule started cuff cuff-1",
                "cuff | refused | {\"device\":\"cuff-1\",\"why\":\"busy\"} | Cuff cuff-1 did not start: busy",
                "refused | devices | {\"why\":\"Device ox-1 is worn in session s2\"} | Change of devices: Device ox-1 is worn in session s2",
                "refused | dose | {\"why\":\"Session s1 is closed\"} | dose: Session s1 is closed",
            })
    void nothingIsShownAsTheServiceWritesIt(String category, String what, String detail, String words) {
        assertThat(said(category, what, detail)).isEqualTo(words);
    }

    @Test
    void anAcknowledgementIsOneLineWithItsNurseAndWhatWasOverIsNotOverAgain() {
        assertThat(rows("""
                [["1", "a raised"], ["2", "a latched"], ["3", "b raised"],
                 ["4", "ack *", "otto"], ["4", "a acknowledged"], ["4", "a cleared"], ["4", "b acknowledged"],
                 ["5", "b cleared"], ["6", "ack a", "otto"]]"""))
                .isEqualTo(List.of(
                        "1 a raised ",
                        "2 a latched ",
                        "3 b raised ",
                        "4 a acknowledged otto",
                        "4 b acknowledged otto",
                        "5 b cleared ",
                        // It met nothing, so it is all that is known of it.
                        "6 ack otto"));
    }

    @Test
    void anAlarmThatBeganAgainIsOverAgain() {
        assertThat(rows("""
                [["1", "a raised"], ["2", "a latched"], ["3", "a raised"], ["4", "ack a", "otto"],
                 ["4", "a acknowledged"], ["4", "a cleared"]]""")).asList().hasSize(5).last().isEqualTo("4 a cleared ");
    }

    private Object rows(String entries) {
        onDuty(Patients.calm(1));
        return station.page.evaluate("""
                async (entries) => {
                  const { logRows } = await import("/js/session/log-rows.js");
                  const all = JSON.parse(entries).map(([at, what, by = ""]) => by
                    ? { at, category: "action", what: "ack", by, detail: JSON.stringify({ alarm: what.slice(4), result: "applied" }) }
                    : { at, category: "alarm", what, by, detail: "{}" });
                  return logRows(all).map(({ at, what, by }) => `${at} ${what} ${by}`);
                }""", entries);
    }

    private Object said(String category, String what, String detail) {
        onDuty(Patients.calm(1));
        return station.page.evaluate("""
                async ([category, what, detail]) => {
                  await (await import("/js/words/words.js")).moreWords(["session", "log", "refusals"]);
                  const rules = new Map([["spo2.low", { kind: "limit_low", priority: "high", metrics: ["spo2"] }]]);
                  const { eventWords } = await import("/js/session/event-words.js");
                  return eventWords({ category, what, detail }, rules, { protocol: "iv-40min", protocol_title: "IV racemic ketamine 0.5 mg/kg over 40 min" }).words;
                }""", List.of(category, what, detail));
    }
}
