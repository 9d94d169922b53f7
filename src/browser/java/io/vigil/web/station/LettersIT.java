package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Single letters act, until somebody switches that off for the screen. */
class LettersIT extends OnDuty {
    @Test
    void aLetterDoesNothingWhereLettersAreSwitchedOff() {
        JsonObject session = Patients.calm(1);
        onDuty(session);
        Locator panel = station.page.locator(".panel[data-panel=note]");
        look(session);
        station.page.keyboard().press("t");
        assertThat(panel).isVisible();

        station.page.evaluate("() => { location.hash = '#/about' }");
        station.page.locator("[name=letters]").uncheck();
        look(session);
        station.page.keyboard().press("t");
        assertThat(panel).hasCount(0);
        // Where a letter did nothing, a press on the button does what it says all the same.
        station.page.locator(".actions [data-panel=note]").click();
        assertThat(panel).isVisible();
    }

    private void look(JsonObject session) {
        station.page.evaluate("id => { location.hash = `#/session/${id}` }", session.getString("id"));
        assertThat(station.page.locator(".actions")).isVisible();
    }
}
