package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A button does not change its meaning under the finger, whatever another nurse or the patient does meanwhile. */
class MeaningIT extends OnDuty {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** A panel that is open, what another nurse does, and what is then said before anything can be pressed. */
    static Stream<Arguments> acts() {
        return Stream.of(
                act("phase", session -> session.put("phase", "recovery")),
                act("more", session -> session.put(
                        "standby_until", StationStub.now().plusSeconds(600).toString())),
                act("cuff", session -> session.getJsonObject("care").getJsonObject("cuff").put("automatic", true)),
                act("baseline", session -> session.getJsonObject("baseline").put("sbp", 131)),
                act("limits", session -> session.put(
                        "limits", new JsonObject().put("pr.high.warn", new JsonObject().put("limit", 130)))),
                act("devices", session -> session.put("devices", new JsonArray().add("ox-1"))),
                act("patient", session -> session.getJsonObject("patient").put("id", "p-77")));
    }

    private static Arguments act(String panel, Consumer<JsonObject> other) {
        return Arguments.of(panel, other);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acts")
    void aPanelSaysThatAnotherNurseHasActed(String name, Consumer<JsonObject> other) {
        at(patient());
        Locator panel = station.panel(name);
        stub.show(Patients.later(patient()));
        assertThat(panel.locator(".hold")).hasCount(0);
        JsonObject changed = Patients.later(Patients.later(patient()));
        other.accept(changed);
        stub.show(changed);
        assertThat(panel.locator(".hold")).hasText("Somebody else has acted here meanwhile.");
        assertThat(panel.locator("button:not(header button)")).hasCount(1);
        panel.locator("button.primary").click();
        assertThat(panel.locator(".hold")).hasCount(0);
        assertThat(stub.asked).isEmpty();
    }

    /** The first line's alarm is over, the second takes its place: the finger that was on its way hits nothing. */
    @Test
    void anAcknowledgeButtonThatHasJustMovedTakesNoPress() {
        at(alarming(patient(), "pr.high.warn", "sbp.high.warn"));
        pressAtTheMoment(alarming(Patients.later(patient()), "sbp.high.warn"), ".alarm-list .line .ack");
        station.page.locator(".alarm-list .line .ack").click();
        await().atMost(SOON).until(() -> !stub.asked.isEmpty());
        assertThat(stub.asked).singleElement().satisfies(asked -> assertThat(asked.path())
                .isEqualTo("/api/v1/sessions/s1/alarms/sbp.high.warn/ack"));
    }

    @Test
    void norDoesTheOneOfATile() {
        onDuty(alarming(patient(), "pr.high.warn", "sbp.high.warn"));
        pressAtTheMoment(alarming(Patients.later(patient()), "sbp.high.warn"), ".tile .line .ack");
    }

    /** A third alarm began: "acknowledge all" is about one more than was looked at. */
    @Test
    void norTheOneForAllOfThem() {
        at(alarming(patient(), "pr.high.warn", "sbp.high.warn"));
        pressAtTheMoment(
                alarming(Patients.later(patient()), "pr.high.warn", "sbp.high.warn", "dbp.high.warn"), ".ack-all");
        assertThat(station.page.locator(".ack-all")).isEnabled();
    }

    @Test
    void norTheOneThatTakesBack() {
        at(undoable(patient(), "dose", 5));
        pressAtTheMoment(undoable(Patients.later(patient()), "phase", 1), ".facts button");
        station.page.locator(".facts button").click();
        await().atMost(SOON).until(() -> !stub.asked.isEmpty());
        assertThat(stub.asked).singleElement().satisfies(asked -> assertThat(asked.body().getString("action"))
                .isEqualTo("phase"));
    }

    /** What was looked at went again and came again: the server is told which one, and what it says is shown. */
    @Test
    void anAlarmThatBeganAgainIsNotAcknowledgedUnseen() {
        stub.refusals.put(
                "/api/v1/sessions/s1/alarms/pr.high.warn/ack",
                "Alarm pr.high.warn began again (occurrence 2) after the one you saw");
        at(alarming(patient(), "pr.high.warn"));
        station.page.locator(".alarm-list .line .ack").click();
        assertThat(station.page.locator(".alarm-list .line .words")).hasText("A newer alarm has begun — look again");
        assertThat(stub.asked.remove().body()).isEqualTo(new JsonObject().put("occurrence", 1));
    }

    /** Presses in the very frame in which the page has drawn the change. */
    private void pressAtTheMoment(JsonObject changed, String selector) {
        assertThat(station.page.locator(selector).first()).isEnabled();
        station.page.evaluate("""
                selector => {
                  const root = document.querySelector("main.session, ward-grid"), before = root.innerText.replace(/[0-9:]+/g, "");
                  window.pressed = new Promise(done => {
                    const watch = new MutationObserver(() => {
                      if (root.innerText.replace(/[0-9:]+/g, "") === before) return;
                      watch.disconnect();
                      document.querySelector(selector).click();
                      done(true);
                    });
                    watch.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
                  });
                }""", selector);
        stub.show(changed);
        station.page.evaluate("() => window.pressed");
        assertThat(station.page.locator(selector).first()).isEnabled();
        assertThat(stub.asked).as("what was pressed while it changed").isEmpty();
    }

    private void at(JsonObject session) {
        onDuty(session);
        station.tile(1).locator(".patient").click();
        assertThat(station.page.locator("main.session")).isVisible();
    }

    private static JsonObject patient() {
        return Patients.calm(1)
                .put(
                        "limits",
                        new JsonObject().put("pr.high.warn", new JsonObject().put("limit", 120)))
                .put("care", new JsonObject()
                        .put("baseline_proposed", new JsonObject())
                        .put("checkpoints", new JsonArray())
                        .put("adverse_events", new JsonArray())
                        .put("cuff", new JsonObject().put("device", "cuff-1").put("automatic", false)));
    }

    private static JsonObject alarming(JsonObject session, String... alarms) {
        for (String alarm : alarms) {
            String metric = alarm.substring(0, alarm.indexOf('.'));
            Patients.alarm(session, alarm, "limit_high", metric, "medium", "active", 168, 160, Duration.ofSeconds(30));
        }
        return session;
    }

    private static JsonObject undoable(JsonObject session, String action, int minutes) {
        session.getJsonObject("care")
                .put(
                        "undoable",
                        new JsonObject()
                                .put("action", action)
                                .put("by", "demo")
                                .put("t", StationStub.now().minusSeconds(60L * minutes).toString())
                                .put("until", StationStub.now().plusSeconds(300).toString()));
        return session;
    }
}
