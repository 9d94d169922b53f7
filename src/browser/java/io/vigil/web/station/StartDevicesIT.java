package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** Two devices that give the same are put on a new patient only by somebody who has read what comes of it. */
class StartDevicesIT extends OnDuty {
    @Test
    void aSecondOximeterIsMeantBeforeItIsStartedWith() {
        onDuty(Patients.calm(1));
        station.page.evaluate("() => { location.hash = '#/start/2' }");
        station.page.locator(".parts details summary").click();
        Locator missing = station.page.locator(".go .calm");
        device("ox-2").check();
        assertThat(missing).not().containsText("two devices");
        device("ox-3").check();
        assertThat(station.page.locator(".hold p"))
                .hasText("ox-2, ox-3 give the same (PR, SpO2): their numbers would come mixed under one name.");
        assertThat(missing).containsText("two devices");
        station.page.locator("[name=agreed]").check();
        assertThat(missing).not().containsText("two devices");
        // Another question than the one answered.
        device("ox-4").check();
        assertThat(missing).containsText("two devices");
    }

    private Locator device(String id) {
        return station.page.locator("[name=device][value=" + id + "]");
    }
}
