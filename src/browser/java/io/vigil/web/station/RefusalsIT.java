package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server says why in English; a nurse reads it in the language of her station. */
class RefusalsIT extends OnDuty {
    @BeforeEach
    void inSpanish() {
        station.close();
        station = new StationPage(browsers.browser, 1280, 800, ColorScheme.DARK, "es-ES");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The session is in standby already; resume it first | La sesión ya está en espera; reanúdela antes.",
                // with its parts, each in the station's words where it has any
                "The session is in phase recovery already | La sesión ya está en la fase RECUPERACIÓN.",
                "The session is in phase own-phase already | La sesión ya está en la fase own-phase.",
                "The session is in phase recovery, no longer in dosing as you saw it | La sesión está en la fase RECUPERACIÓN; ya no está en DOSIS, la que usted vio.",
                "What you saw is not the last any more; now it is dose by nina | Lo que usted vio ya no es lo último; ahora lo es dosis, de nina.",
                "Device ox-1 is worn at chair 2 (session s-2); take it off there first | ox-1 está en el sillón 2; quítelo allí primero.",
                "Device ox-1 is worn at chair 2 (session s-2), which would have no pr, spo2 without it; take it off there first | ox-1 está en el sillón 2, que quedaría sin FP, SpO2; quítelo allí primero.",
                "sbp 400.0 is outside 30.0 to 300.0 | PAS 400.0 está fuera de 30.0 a 300.0.",
                "patient.birthDate: must be a date such as 1980-02-03 | La fecha debe ser como 1980-02-03.",
                // several at once
                "patient.birthDate: must be a date such as 1980-02-03; amount: must be over 0 | La fecha debe ser como 1980-02-03.; La cantidad debe ser mayor que 0.",
                // what looks like a pattern is none
                "Session (a+)+$ is closed | La sesión (a+)+$ ha terminado.",
                // what nobody translated is shown rather than nothing
                "A reason of tomorrow | A reason of tomorrow",
                "The session is in standby already; resume it first, or else | The session is in standby already; resume it first, or else",
            })
    void eachReasonIsSaidInItsWords(String reason, String words) {
        onDuty(Patients.calm(1));
        Object said = station.page.evaluate("""
                async reason => {
                  await (await import("/js/words/words.js")).moreWords(["session", "refusals"]);
                  return (await import("/js/words/refusals.js")).refusal(reason);
                }""", reason);
        assertThat(said).isEqualTo(words);
    }

    @Test
    void aPanelSaysItAndStaysOpen() {
        stub.refusals.put("/api/v1/sessions/s1/phase", "The session is in phase recovery already");
        onDuty(Patients.calm(1));
        station.tile(1).locator(".patient").click();
        station.page.locator(".actions [data-panel=phase]").click();
        station.page.locator(".panel button.primary").click();
        assertThat(station.page.locator(".panel .problem")).containsText("La sesión ya está en la fase RECUPERACIÓN.");
        assertThat(station.page.locator(".panel button.primary")).isEnabled();
    }
}
