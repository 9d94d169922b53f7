package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dose with a comma is not ten times the dose. */
class NumberFieldIT extends OnDuty {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "17,5; 17.5",
                "17.5; 17.5",
                "' 35 '; 35",
                "0,25; 0.25",
                "''; ''",
                "1.250,5; NaN",
                "1,250,000; NaN",
                "17,; NaN",
                ",5; NaN",
                "1e5; NaN",
                "0x10; NaN",
                "35 mg; NaN",
                "17 5; NaN",
                "--3; NaN"
            })
    void whatIsTypedAsANumberIsThatNumberAndNothingElseIsOne(String typed, String number) {
        onDuty(Patients.calm(1));
        assertThat(station.page.evaluate(
                        "text => import('/js/words/decimal.js').then(({ decimalOf }) => decimalOf(text))", typed))
                .isEqualTo(number);
    }

    @Test
    void aDoseWithACommaIsRecordedAsItWasTyped() {
        JsonObject session = Patients.calm(1);
        onDuty(session);
        station.page.evaluate("id => { location.hash = `#/session/${id}/dose` }", session.getString("id"));
        Locator amount = station.page.locator("[name=amount]");
        amount.fill("");
        amount.pressSequentially("17,5");
        Locator record = station.page.locator(".panel button.primary");
        assertThat(record).containsText("17.5 mg");
        assertThat(amount).hasValue("17,5");
        assertThat(station.page.locator("number-field small")).hasText("0.25 mg/kg");
        amount.fill("350");
        assertThat(station.page.locator("number-field .problem").first())
                .hasText("5 mg/kg: 10 times what the protocol gives");
        amount.fill("1.250,5");
        amount.blur();
        assertThat(record).isDisabled();
        assertThat(station.page.locator("number-field p.problem")).containsText("Not a number");
    }

    @Test
    void whatWasTakenBackCountsNowhereAndIsStruckOut() {
        onDuty(Patients.calm(1));
        Object left = station.page.evaluate(
                """
                () => import('/js/session/taken-back.js').then(({ takenBack }) => {
                  const entry = (at, what, detail = {}) => ({ at: new Date(at).toISOString(), category: 'action', what, detail: JSON.stringify({ result: 'applied', ...detail }) });
                  const events = [
                    entry(1000, 'dose', { amount: 35 }), entry(2000, 'dose', { amount: 350 }), entry(3000, 'undo', { action: 'dose', atMillis: 2000 }),
                    entry(4000, 'phase'), entry(5000, 'dose', { amount: 36 }), entry(6000, 'undo', { action: 'phase' }),
                    entry(7000, 'undo', { action: 'dose', atMillis: 5000, result: 'rejected' }),
                  ];
                  const taken = takenBack(events);
                  return events.filter((one) => !taken.has(one) && one.what !== 'undo').map((one) => one.what + ' ' + Date.parse(one.at));
                })""");
        assertThat(left).isEqualTo(List.of("dose 1000", "dose 5000"));
    }
}
