package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes and goes by itself moves nothing that a finger may be on its way to. */
class SteadyLayoutIT extends OnDuty {
    private final JsonObject session = Patients.calm(1);

    @ParameterizedTest
    @CsvSource({"1280,800,en-GB", "1280,800,es-ES", "1920,1080,es-ES"})
    void theActionsStandStillInEveryPhase(int width, int height, String language) {
        at(width, height, language);
        List<Object> dosing = places(".actions button");
        for (String phase : List.of("baseline", "recovery", "discharge")) {
            stub.show(Patients.later(session).put("phase", phase));
            assertThat(station.page.locator(".who .phase b"))
                    .not()
                    .hasText(language.startsWith("en") ? "DOSING" : "DOSIS");
            assertThat(places(".actions button")).as(phase).isEqualTo(dosing);
            session.put("revision", session.getLong("revision") + 1);
            stub.show(Patients.later(session));
            assertThat(station.page.locator(".who .phase b")).hasText(language.startsWith("en") ? "DOSING" : "DOSIS");
        }
    }

    @Test
    void afterTheLastPhaseThereIsNoNext() {
        session.put("phase", "discharge");
        at(1280, 800, "en-GB");
        assertThat(station.page.locator(".actions [data-panel=phase]")).hasText("Last phase");
        assertThat(station.page.locator(".actions [data-panel=phase]")).isDisabled();
        station.page.keyboard().press("n");
        assertThat(station.page.locator(".panel")).hasCount(0);
    }

    @Test
    void undoAndTheEndOfAStandbyComeAndGoInTheirOwnPlaces() {
        at(1280, 800, "en-GB");
        List<Object> facts = places(".facts li:not(.undo)");
        List<Object> others = places(".spans button, .session .cell, .actions button");
        JsonObject undoable = new JsonObject()
                .put("action", "dose")
                .put("by", "demo")
                .put("t", StationStub.now().toString())
                .put("until", StationStub.now().plusSeconds(600).toString());
        stub.show(Patients.later(session)
                .put(
                        "care",
                        new JsonObject()
                                .put("undoable", undoable)
                                .put("cuff", new JsonObject())
                                .put("baseline_proposed", new JsonObject())));
        assertThat(station.page.locator(".facts .undo button")).isVisible();
        assertThat(places(".facts li:not(.undo)")).isEqualTo(facts);
        stub.show(Patients.later(Patients.later(session))
                .put("standby_until", StationStub.now().plusSeconds(600).toString()));
        assertThat(station.page.locator("[data-act=resume]")).isVisible();
        assertThat(places(".spans button, .session .cell, .actions button")).isEqualTo(others);
    }

    @Test
    void whoIsToBeConfirmedHasItsRoomBeforeItIsKnown() {
        at(1280, 800, "en-GB");
        Locator panel = station.panel("patient");
        List<Object> before = places(".panel input, .panel button");
        panel.locator("[name=display]").fill("J. K.");
        panel.locator("[name=birthDate-day]").fill("6");
        panel.locator("[name=birthDate-month]").fill("5");
        panel.locator("[name=birthDate-year]").fill("1970");
        panel.locator("[name=id]").fill("p-77");
        assertThat(panel.locator("[name=confirmed]")).isVisible();
        assertThat(places(".panel input, .panel button")).isEqualTo(before);
    }

    @Test
    void theButtonThatEndsTheSessionStaysWhereItWasWhenAllIsMet() {
        JsonObject gate = session.getJsonObject("discharge");
        gate.getJsonArray("checks").add(new JsonObject().put("check", "spo2").put("met", false));
        gate.getJsonArray("missing").add("no live SpO2 of good quality");
        gate.put("assessment", new JsonObject().put("ride_confirmed", false).put("resolved", new JsonArray()));
        at(1280, 800, "en-GB");
        station.panel("discharge");
        List<Object> before = places(".leave button");
        JsonObject met = Patients.later(session);
        met.getJsonObject("discharge")
                .put("ready", true)
                .put("checks", new JsonArray().add(new JsonObject().put("check", "spo2").put("met", true)));
        stub.show(met);
        assertThat(station.page.locator(".standing")).containsText("All is met");
        assertThat(places(".leave button")).isEqualTo(before);
    }

    private void at(int width, int height, String language) {
        station.close();
        station = new StationPage(browsers.browser, width, height, ColorScheme.DARK, language);
        onDuty(session);
        station.tile(1).locator(".patient").click();
        assertThat(station.page.locator("main.session .actions")).isVisible();
    }

    @SuppressWarnings("unchecked")
    private List<Object> places(String selector) {
        return (List<Object>) station.page.evaluate("""
                selector => [...document.querySelectorAll(selector)].map(one => {
                  const { left, top, width, height } = one.getBoundingClientRect();
                  return [left, top, width, height].map(Math.round).join(" ");
                })""", selector);
    }
}
