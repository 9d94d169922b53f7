package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Test;

/** A loudspeaker that nobody heard is off, whatever is measured at the output. */
class UnheardIT extends OnDuty {
    @Test
    void whatAPersonDidNotHearIsNotCalledOn() {
        onDuty(Patients.calm(1));
        station.startWatch();
        Locator bell = station.page.locator("ward-bar .sound");
        station.page.evaluate("() => { location.hash = '#/setup' }");
        station.page.locator(".bursts [data-kind=high] > button").click();
        station.page.locator(".bursts [data-kind=high] .choices button >> nth=1").click();

        assertThat(bell).hasAttribute("data-state", "off");
        assertThat(bell).containsText("SOUND IS OFF");

        station.page.locator(".bursts [data-kind=high] > button").click();
        station.page.locator(".bursts [data-kind=high] .choices button >> nth=0").click();
        assertThat(bell).hasAttribute("data-state", "on");
        // The stub has no ports to look at.
        station.complaints.removeIf(complaint -> complaint.contains("404"));
    }
}
