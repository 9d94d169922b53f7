package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every action of a session as a nurse does it: one tap opens it, and what is then asked of the server is what was meant. */
class ActionsIT extends OnDuty {
    private static final String SESSION = "/api/v1/sessions/s1";

    @BeforeEach
    void atOnePatient() {
        stub.outbox = charted();
        onDuty(patient(), Patients.calm(2));
        station.tile(1).locator(".patient").click();
        assertThat(station.page.locator("main.session")).isVisible();
    }

    @Test
    void anAlarmIsAcknowledgedInOneTapAndAllOfAPatientInOneToo() {
        tap(".alarm-list .line[data-alarm='pr.high.warn'] .ack");
        asks("/alarms/pr.high.warn/ack", new JsonObject().put("occurrence", 1));
        tap(".ack-all");
        asks("/ack", new JsonObject());
    }

    @Test
    void theSoundIsPausedInTwoTaps() {
        open("pause");
        tap(".panel button", "120 s");
        asks("/audio-pause", new JsonObject().put("duration_s", 120));
    }

    @Test
    void theCuffIsStartedStoppedAndLeftToTheSchedule() {
        open("cuff");
        tap(".panel button", "Start a reading");
        asks("/nibp", new JsonObject().put("action", "start").put("same_limb", false));
        open("cuff");
        tap(".panel button", "same arm");
        asks("/nibp", new JsonObject().put("action", "start").put("same_limb", true));
        open("cuff");
        tap(".panel button", "Stop the cuff");
        asks("/nibp", new JsonObject().put("action", "abort"));
        open("cuff");
        tap(".panel [data-act=allow]");
        asks("/nibp", new JsonObject().put("action", "allow"));
    }

    @Test
    void theBaselineThePhaseTheDoseAndANote() {
        open("baseline");
        assertThat(station.page.locator(".panel input").nth(2)).hasValue("97");
        // What is read is what is recorded, whatever comes meanwhile.
        JsonObject lower = Patients.later(patient());
        Patients.reading(lower, "spo2").put("value", 91);
        stub.show(lower);
        assertThat(station.page.locator("[data-metric=spo2] .value").first()).hasText("91");
        tap(".panel button.primary");
        asks("/baseline", new JsonObject().put("sbp", 124).put("dbp", 78).put("spo2", 97).put("pr", 72));
        open("phase");
        tap(".panel button.primary");
        asks("/phase", new JsonObject().put("phase", "recovery").put("from", "dosing"));
        open("dose");
        tap(".panel button.primary");
        asks(
                "/dose",
                new JsonObject()
                        .put("drug", "ketamine")
                        .put("route", "iv")
                        .put("event", "start")
                        .put("amount", 35)
                        .put("unit", "mg"));
        open("note");
        station.page.locator(".panel textarea").fill("asleep");
        tap(".panel button.primary");
        asks("/note", new JsonObject().put("text", "asleep"));
    }

    /** A letter opens a form and is not its first character; what is typed past a form that lost the focus does nothing. */
    @Test
    void aLetterThatOpensAFormIsNotTypedIntoIt() {
        station.page.keyboard().press("t");
        Locator text = station.page.locator(".panel textarea");
        assertThat(text).isFocused();
        station.page.keyboard().type("calm");
        assertThat(text).hasValue("calm");
        station.page.evaluate("() => document.activeElement.blur()");
        station.page.keyboard().type("eda");
        assertThat(text).hasValue("calm");
        station.page.keyboard().press("Escape");
        assertThat(text).hasCount(0);
        assertThat(stub.asked).isEmpty();
    }

    @Test
    void anAdverseEvent() {
        open("event");
        tap(".panel .choice button", "Nausea");
        tap(".panel button.primary");
        StationStub.Asked asked = next();
        assertThat(asked.path()).isEqualTo(SESSION + "/adverse-event");
        assertThat(asked.body().getString("kind")).isEqualTo("nausea");
        assertThat(asked.body().getString("onset")).isNotBlank();
    }

    /** What would have alarmed is seen before the limit is set, and nothing is set without a reason. */
    @Test
    void aLimitIsSeenThroughBeforeItIsSet() {
        stub.answers.put(
                SESSION + "/limits/preview",
                new JsonObject()
                        .put("proposed", 121)
                        .put("before", tally(3))
                        .put("after", tally(1))
                        .put("added", new JsonArray())
                        .put(
                                "gone",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("alarm", "pr.high.warn")
                                                .put("priority", "medium")
                                                .put("raised", StationStub.now().toString()))));
        open("limits");
        tap(".limits-list button", "120");
        tap(".stepper button >> nth=1");
        tap(".panel button", "What would have alarmed?");
        asks("/limits/preview", new JsonObject().put("alarm", "pr.high.warn").put("limit", 121));
        assertThat(station.page.locator(".panel [role=status] b")).hasText("Alarms so far: 3. With 121: 1.");
        assertThat(station.page.locator(".preview li")).hasCount(1);
        assertThat(station.page.locator(".panel button.primary")).isDisabled();
        station.page.locator(".panel label input[maxlength='200']").fill("athlete");
        tap(".panel button.primary");
        asks("/limits/pr.high.warn", new JsonObject().put("limit", 121).put("reason", "athlete"));
    }

    /** What the other chair loses, and that two would give the same, is read and agreed to first. */
    @Test
    void aDeviceIsTakenOffAndAnotherPatientsIsHandedOver() {
        stub.worn("ox-2", "s2");
        open("devices");
        box("cuff-1").uncheck();
        assertThat(station.page.locator(".hold")).hasText("Chair 1 will have no blood pressure.");
        assertThat(station.page.locator(".panel button.primary")).isEnabled();
        box("ox-2").check();
        assertThat(station.page.locator(".hold p")).hasText(new String[] {
            "Chair 1 will have no blood pressure.",
            "ox-2 leaves chair 2 (C. D.) for chair 1 (A. B.). Chair 2 will have no PR, SpO2.",
            "ox-1, ox-2 give the same (PR, SpO2): their numbers would come mixed under one name."
        });
        assertThat(station.page.locator(".panel button.primary")).isDisabled();
        station.page.locator(".panel [name=agreed]").check();
        // Another question than the one agreed to: a colleague has put it on somebody else meanwhile.
        stub.worn("ox-2", "s3");
        assertThat(station.page.locator(".panel [name=agreed]")).not().isChecked();
        stub.worn("ox-2", "s2");
        station.page.locator(".panel [name=agreed]").check();
        tap(".panel button.primary");
        asks(
                "/devices",
                new JsonObject()
                        .put("bind", new JsonArray().add("ox-2"))
                        .put("unbind", new JsonArray().add("cuff-1"))
                        .put("hand_over", true));
        assertThat(station.page.locator("main.session > .said")).hasText("ox-2 moved here. To put it back: Devices at chair 2.");
    }

    @Test
    void aSecondCuffOnOnePatientIsAskedAboutAndAFreeOneInsteadIsNot() {
        open("devices");
        box("cuff-5").check();
        assertThat(station.page.locator(".hold p"))
                .hasText("cuff-1, cuff-5 give the same (blood pressure): their numbers would come mixed under one name.");
        assertThat(station.page.locator(".panel button.primary")).isDisabled();
        box("cuff-1").uncheck();
        assertThat(station.page.locator(".hold")).hasCount(0);
        tap(".panel button.primary");
        asks(
                "/devices",
                new JsonObject().put("bind", new JsonArray().add("cuff-5")).put("unbind", new JsonArray().add("cuff-1")));
    }

    @Test
    void standbyAndBack() {
        open("more");
        tap(".panel button", "10 min");
        asks("/standby", new JsonObject().put("duration_s", 600));
        JsonObject resting = Patients.later(patient());
        resting.put("standby_until", StationStub.now().plusSeconds(600).toString());
        stub.show(resting);
        assertThat(station.page.locator(".alarm-list")).not().containsText("No alarm");
        tap(".alarm-list [data-act=resume]");
        asks("/resume", new JsonObject());
        station.page.keyboard().press("s");
        asks("/resume", new JsonObject());
        assertThat(station.page.locator(".panel")).hasCount(0);
    }

    @Test
    void anotherPersonIsInTheChairThanWasSaid() {
        open("patient");
        station.page.locator(".panel [name=display]").fill("J. K.");
        station.page.locator(".panel [name=birthDate-day]").fill("6");
        station.page.locator(".panel [name=birthDate-month]").fill("5");
        station.page.locator(".panel [name=birthDate-year]").fill("1970");
        station.page.locator(".panel [name=id]").fill("p-77");
        assertThat(station.page.locator(".panel button.primary")).isDisabled();
        station.page.locator(".panel [name=confirmed]").check();
        tap(".panel button.primary");
        asks(
                "/reassign",
                new JsonObject()
                        .put(
                                "patient",
                                new JsonObject()
                                        .put("display", "J. K.")
                                        .put("birthDate", "1970-05-06")
                                        .put("id", "p-77")));
    }

    @Test
    void whatWaitsIsReleasedSinglyOrWholeAndWhatIsChartedIsPutRight() {
        open("chart");
        Locator held = station.page.locator(".charted [data-row='12']");
        assertThat(held).containsText("Waits for a release");
        held.locator("[data-act=release]").click();
        asks("/chart/release", new JsonObject().put("rows", new JsonArray().add(12)));
        tap("[data-act=release-all]");
        asks("/chart/release", new JsonObject());
        Locator refused = station.page.locator(".charted [data-row='13']");
        assertThat(refused).containsText("Patient/77 does not exist");
        refused.locator("[data-act=retry]").click();
        StationStub.Asked retried = next();
        assertThat(retried.path()).isEqualTo("/api/v1/ehr/outbox/13/retry");
        correct();
        station.page.locator(".panel [name=spo2]").fill("94");
        tap("[data-act=amend]");
        asks(
                "/chart/correct",
                new JsonObject().put("row", 11).put("reason", "motion").put("values", new JsonObject().put("spo2", 94)));
        correct();
        tap("[data-act=withdraw]");
        asks("/chart/correct", new JsonObject().put("row", 11).put("reason", "motion").put("entered_in_error", true));
    }

    private void correct() {
        station.page.locator(".charted [data-row='11'] [data-act=correct]").click();
        assertThat(station.page.locator("[data-act=withdraw]")).isDisabled();
        station.page.locator(".panel [name=reason]").fill("motion");
    }

    @Test
    void thePatientLeavesByTheChecklistOrAgainstItWithAReason() {
        open("discharge");
        Locator leave = station.page.locator(".panel [data-act=discharge]");
        assertThat(leave).isDisabled();
        station.page.locator(".gate fieldset button", new Page.LocatorOptions().setHasText("9")).click();
        asks("/assessment", new JsonObject().put("aldrete", 9));
        station.page.locator(".gate [name=ride]").check();
        asks("/assessment", new JsonObject().put("ride_confirmed", true));
        station.page.locator(".do input").fill("transferred");
        leave.click();
        asks("/discharge", new JsonObject().put("override_reason", "transferred"));
    }

    @Test
    void theActionsAreOneRowInSpanishToo() {
        station.close();
        station = new StationPage(browsers.browser, 1280, 800, ColorScheme.LIGHT, "es-ES");
        station.open(stub.url() + "#/session/s1");
        assertThat(station.page.locator("nav.actions")).containsText("Evento adverso");
        assertThat(station.page.evaluate("""
                () => new Set([...document.querySelectorAll(".actions button")].map(one => one.getBoundingClientRect().top)).size"""))
                .as("rows")
                .isEqualTo(1);
        assertThat(station.page.evaluate("""
                () => [...document.querySelectorAll(".actions button")]
                  .filter(one => one.scrollWidth > one.clientWidth || one.getBoundingClientRect().right > innerWidth)
                  .map(one => one.innerText)"""))
                .as("cut off")
                .isEqualTo(List.of());
        assertThat(station.page.locator(".actions button")).hasCount(10);
    }

    /** What every session needs is on the bar, all else one level down; the keys reach both. */
    @Test
    void whatIsDoneSeldomStandsUnderMore() {
        open("more");
        assertThat(station.page.locator(".more-list > *")).hasText(new String[] {"Limits", "Devices", "Patient", "Report"});
        assertThat(station.page.locator(".actions [data-panel=more]")).hasAttribute("aria-pressed", "true");
        station.page.locator(".more-list [data-panel=devices]").click();
        assertThat(station.page.locator(".panel[data-panel=devices] h2")).isFocused();
        station.page.keyboard().press("Escape");
        assertThat(station.page.locator(".actions [data-panel=more]")).isFocused();
        station.page.keyboard().press("l");
        assertThat(station.page.locator(".panel[data-panel=limits]")).isVisible();
        station.page.keyboard().press("o");
        assertThat(station.page.locator(".panel[data-panel=more]")).isVisible();
        station.page.keyboard().press("s");
        tap(".panel[data-panel=standby] button", "5 min");
        asks("/standby", new JsonObject().put("duration_s", 300));
    }

    @Test
    void aSessionStartedByMistakeEnds() {
        open("discharge");
        tap("[data-act=to-abort]");
        tap(".panel .choice button", "mistake");
        tap(".panel [data-act=abort]");
        StationStub.Asked asked = next();
        assertThat(asked.path()).isEqualTo(SESSION + "/abort");
        assertThat(asked.body().getString("reason")).isNotBlank();
    }

    @Test
    void theLastActionIsTakenBackInOneTap() {
        tap(".facts button", "Undo");
        StationStub.Asked asked = next();
        assertThat(asked.path()).isEqualTo(SESSION + "/undo");
        assertThat(asked.body().getString("action")).isEqualTo("dose");
        assertThat(asked.body().getString("at")).as("the very one that was looked at").isNotBlank();
    }

    private Locator box(String device) {
        return station.page
                .locator(".panel .check", new Page.LocatorOptions().setHasText(device))
                .first()
                .locator("input");
    }

    private void open(String panel) {
        station.panel(panel);
    }

    private void tap(String selector) {
        station.page.locator(selector).first().click();
    }

    private void tap(String selector, String text) {
        station.page
                .locator(selector, new Page.LocatorOptions().setHasText(text))
                .first()
                .click();
    }

    private void asks(String path, JsonObject body) {
        StationStub.Asked asked = next();
        assertThat(asked.path()).isEqualTo(SESSION + path);
        assertThat(asked.body()).isEqualTo(body);
        assertThat(asked.fromPage()).as("with a proof that the page asked, and a key").isTrue();
    }

    private StationStub.Asked next() {
        await("asked of the server").atMost(Duration.ofSeconds(20)).until(() -> !stub.asked.isEmpty());
        return stub.asked.remove();
    }

    private static JsonObject tally(int medium) {
        return new JsonObject().put("medium", new JsonObject().put("alarms", medium));
    }

    private static JsonArray charted() {
        return new JsonArray()
                .add(row(13, "quarantined", "Patient/77 does not exist", 96))
                .add(row(12, "waiting", "held until a nurse releases it", 95))
                .add(row(11, "delivered", "", 88));
    }

    private static JsonObject row(int id, String state, String reason, int spo2) {
        return new JsonObject()
                .put("id", id)
                .put("state", state)
                .put("kind", "median")
                .put("session", "s1")
                .put("patient", "p1")
                .put("at", StationStub.now().minusSeconds(120).toString())
                .put("values", new JsonObject().put("spo2", spo2))
                .put("attempts", state.equals("quarantined") ? 1 : 0)
                .put("location", state.equals("delivered") ? "Observation/" + id : "")
                .put("reason", reason);
    }

    /** In the infusion's phase, without a dose yet, two medium alarms, and a gate that is shut. */
    private static JsonObject patient() {
        JsonObject session = Patients.calm(1);
        for (String alarm : List.of("pr.high.warn", "sbp.high.warn")) {
            Patients.alarm(session, alarm, "limit_high", alarm.substring(0, alarm.indexOf('.')), "medium", "active", 128, 120, Duration.ofSeconds(30));
        }
        JsonArray checks = new JsonArray();
        for (String check : List.of("observation", "sbp", "dbp", "spo2", "alarms", "aldrete", "ride")) {
            checks.add(new JsonObject().put("check", check).put("met", false));
        }
        return session.putNull("dose_at")
                .put(
                        "limits",
                        new JsonObject()
                                .put(
                                        "pr.high.warn",
                                        new JsonObject()
                                                .put("limit", 120)
                                                .put("default", 120)
                                                .put("bounds", new JsonArray().add(100).add(150))))
                .put(
                        "discharge",
                        new JsonObject()
                                .put("ready", false)
                                .put("missing", new JsonArray())
                                .put("checks", checks)
                                .put(
                                        "assessment",
                                        new JsonObject()
                                                .putNull("aldrete")
                                                .putNull("moaas")
                                                .put("ride_confirmed", false)
                                                .put("resolved", new JsonArray())))
                .put(
                        "care",
                        new JsonObject()
                                .put("baseline_proposed", new JsonObject())
                                .put("checkpoints", new JsonArray())
                                .put("adverse_events", new JsonArray())
                                .put("cuff", new JsonObject().put("device", "cuff-1").put("automatic", false))
                                .put(
                                        "undoable",
                                        new JsonObject()
                                                .put("action", "dose")
                                                .put("by", "demo")
                                                .put("t", StationStub.now().toString())
                                                .put("until", StationStub.now().plusSeconds(600).toString())));
    }
}
