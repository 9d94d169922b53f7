package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The longest checklist there is, that of the esketamine protocol, with two alarms standing and nothing met. */
class DischargePanelIT extends OnDuty {
    private static final List<String> CHECKS = List.of(
            "observation", "sbp", "dbp", "spo2", "alarms", "aldrete", "ride", "sedation", "dissociation", "respiratory_depression");

    @ParameterizedTest
    @CsvSource({"1280,800,en-GB", "1280,800,es-ES", "1920,1080,en-GB", "800,1280,es-ES"})
    void allOfItAndTheButtonAreInSightWithoutScrolling(int width, int height, String language) {
        leaving(width, height, language);
        assertThat(station.page.locator(".gate li")).hasCount(CHECKS.size() + 1);
        assertThat(station.page.locator(".gate li[data-check=moaas] fieldset button")).hasCount(4);
        assertThat(hidden(".gate li, .gate fieldset button, .gate input, .do input, .do button")).isEqualTo(List.of());
    }

    /** Where the list is longer than the screen, as on a tablet held across. */
    @ParameterizedTest
    @CsvSource({"1024,640", "900,600"})
    void theButtonIsInSightWhereTheListIsNot(int width, int height) {
        leaving(width, height, "es-ES");
        assertThat(hidden(".gate li")).isNotEqualTo(List.of());
        assertThat(hidden(".do button[data-act=discharge], .do input")).isEqualTo(List.of());
    }

    @Test
    void whatIsSavedIsSaidBesideTheTitleAndPushesNothing() {
        leaving(1280, 800, "en-GB");
        double before = station.page.locator(".panel [data-check=moaas]").boundingBox().y;
        station.page.locator(".gate [data-check=moaas] fieldset button").first().click();
        assertThat(station.page.locator(".panel .said-here")).hasText("Saved");
        assertThat(station.page.locator(".panel [data-check=moaas]").boundingBox().y).isEqualTo(before);
        assertThat(stub.asked.remove().body()).isEqualTo(new JsonObject().put("moaas", 2));
    }

    @Test
    void aMeasurementThatIsNotCurrentSaysSoAndNotThatItIsOutOfRange() {
        JsonObject patient = patient();
        Patients.state(patient, "sbp", "aged", true, Duration.ofMinutes(42));
        Patients.state(patient, "dbp", "questionable", true, Duration.ofMinutes(1));
        Patients.state(patient, "spo2", "questionable", true, Duration.ofSeconds(1));
        leaving(patient);
        assertThat(station.page.locator("[data-check=sbp] small")).hasText("124 is 42 min old: take a pressure now");
        assertThat(station.page.locator("[data-check=dbp] small")).hasText("78 is in doubt: measure again");
        assertThat(station.page.locator("[data-check=spo2] small")).hasText("97 is in doubt: measure again");
    }

    private void leaving(int width, int height, String language) {
        station.close();
        station = new StationPage(browsers.browser, width, height, ColorScheme.LIGHT, language);
        leaving(patient());
    }

    private void leaving(JsonObject patient) {
        onDuty(patient);
        station.tile(1).locator(".patient").click();
        station.page.locator(".actions [data-panel=discharge]").click();
        assertThat(station.page.locator(".panel[data-panel=discharge]")).isVisible();
    }

    /** Which of them a finger would not meet where they are. */
    private Object hidden(String selector) {
        return station.page.evaluate("""
                selector => [...document.querySelectorAll(selector)].filter(one => {
                  const box = one.getBoundingClientRect();
                  return [box.top + 2, box.bottom - 2].some(y => {
                    const met = document.elementFromPoint(box.left + Math.min(20, box.width / 2), y);
                    return !met || !(one.contains(met) || met.contains(one) && met.closest(".gate, .leave"));
                  });
                }).map(one => one.outerHTML.slice(0, 60))""", selector);
    }

    private static JsonObject patient() {
        JsonObject session = Patients.calm(1);
        for (String alarm : List.of("pr.high.warn", "sbp.high.warn")) {
            String metric = alarm.substring(0, alarm.indexOf('.'));
            Patients.alarm(session, alarm, "limit_high", metric, "medium", "active", 168, 160, Duration.ofSeconds(30));
        }
        JsonArray checks = new JsonArray();
        CHECKS.forEach(check -> checks.add(new JsonObject().put("check", check).put("met", false)));
        JsonObject assessment = new JsonObject()
                .putNull("aldrete")
                .putNull("moaas")
                .put("ride_confirmed", false)
                .put("resolved", new JsonArray());
        return session.put(
                "discharge",
                new JsonObject()
                        .put("ready", false)
                        .put("missing", new JsonArray())
                        .put("checks", checks)
                        .put("assessment", assessment));
    }
}
