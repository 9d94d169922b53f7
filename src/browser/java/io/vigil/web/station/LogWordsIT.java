package io.vigil.web.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
    @CsvSource({"raised, SpO2 85 < 88", "acknowledged, Acknowledged: SpO2 low", "cleared, Over: SpO2 low"})
    void anAlarmThatIsAnsweredHasNoFigure(String event, String words) {
        assertThat(said("alarm", "spo2.low " + event, "{\"value\":85,\"limit\":88}")).isEqualTo(words);
    }

    private Object said(String category, String what, String detail) {
        onDuty(Patients.calm(1));
        return station.page.evaluate("""
                async ([category, what, detail]) => {
                  await (await import("/js/words/words.js")).moreWords(["session"]);
                  const rules = new Map([["spo2.low", { kind: "limit_low", metrics: ["spo2"] }]]);
                  const { eventWords } = await import("/js/session/event-words.js");
                  return eventWords({ category, what, detail }, rules, {}).words;
                }""", List.of(category, what, detail));
    }
}
