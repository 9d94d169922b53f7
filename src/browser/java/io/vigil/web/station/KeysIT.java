package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the keyboard is, and what it cannot reach by mistake. */
class KeysIT extends OnDuty {
    @Test
    void inTheOpenMenuTheArrowsWalkTheMenuAndNotTheWardBehindIt() {
        onDuty(Patients.calm(1), Patients.calm(2));
        Locator menu = station.page.locator(".menu > button");
        Locator places = station.page.locator("#menu-places li > *");
        menu.click();
        press("ArrowDown");
        assertThat(places.first()).isFocused();
        press("ArrowDown");
        assertThat(places.nth(1)).isFocused();
        press("ArrowRight");
        assertThat(places.nth(1)).isFocused();
        press("ArrowUp");
        press("ArrowUp");
        assertThat(places.last()).isFocused();
        press("Home");
        assertThat(places.first()).isFocused();
        press("Escape");
        assertThat(menu).isFocused();
        assertThat(places).hasCount(0);
        press("ArrowRight");
        assertThat(station.tile(1)).isFocused();
    }

    /** Enter, pressed once too often, does nothing in a panel that has just opened. */
    @ParameterizedTest
    @ValueSource(strings = {"pause", "cuff", "baseline", "dose", "phase", "event", "discharge", "limits", "devices", "patient"})
    void aPanelOpensOnItsHeading(String panel) {
        at(Patients.calm(1));
        station.panel(panel);
        assertThat(station.page.locator(".panel h2")).isFocused();
        press("Enter");
        press("Space");
        assertThat(station.page.locator(".panel[data-panel=" + panel + "]")).isVisible();
        assertThat(stub.asked).isEmpty();
    }

    @Test
    void afterADoseNoBaselineIsProposedAndTheAddressOpensItsPanelOnce() {
        JsonObject session = Patients.calm(1).putNull("dose_at");
        onDuty(session);
        station.page.evaluate("() => { location.hash = '#/session/s1/baseline' }");
        Locator first = station.page.locator(".panel input").first();
        assertThat(first).hasValue("124");
        JsonObject dosed = Patients.later(session).put("dose_at", StationStub.now().toString());
        stub.show(dosed);
        assertThat(station.page.locator(".panel .hold")).isVisible();
        station.page.locator(".panel .choices button").click();
        station.page.reload(new Page.ReloadOptions());
        assertThat(station.page.locator("main.session .actions")).isVisible();
        assertThat(station.page.locator(".panel")).hasCount(0);
        station.panel("baseline");
        assertThat(first).hasValue("");
        assertThat(station.page.locator(".panel")).containsText("confirmed: 118");
        assertThat(station.page.locator(".panel button.primary")).isDisabled();
    }

    private void at(JsonObject session) {
        onDuty(session);
        station.tile(1).locator(".patient").click();
        assertThat(station.page.locator("main.session .actions")).isVisible();
    }

    private void press(String key) {
        station.page.keyboard().press(key);
    }
}
