package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The screen beside the patient: dark and silent until an alarm was escalated because nobody answered it. */
class RoomIT extends OnDuty {
    private static final Duration SOON = Duration.ofSeconds(20);

    @BeforeEach
    void inTheRoom() {
        stub.show(Patients.calm(3), Patients.calm(4));
        station.open(stub.url() + "room.html?chair=3");
        station.page.locator("button.demo").click();
        assertThat(station.page.locator(".room h1")).hasText(Pattern.compile("3 · DOSING · \\d\\d:\\d\\d:\\d\\d"));
        station.page.locator(".room button").click();
        assertThat(station.page.locator(".room button")).hasCount(0);
    }

    @Test
    void nothingIsBrightAndNothingSoundsWhileTheStationAnswers() {
        dark();
        tell(alarming(Patients.calm(3), "active", 0));
        assertThat(station.page.locator(".room .cue")).hasText("Alarm at the station");
        dark();
        tell(alarming(Patients.calm(4), "active", 1));
        dark();
    }

    @Test
    void whatNobodyAnsweredIsShownAndSounds() {
        tell(alarming(Patients.calm(3), "active", 1));
        assertThat(station.page.locator(".room .line .words")).hasText("SpO2 85 < 88");
        assertThat(station.page.locator(".room .line")).hasCSS("background-color", "rgb(212, 42, 42)");
        assertThat(station.page.locator(".room button:visible")).hasCount(0);
        await().atMost(SOON).until(() -> station.heard("high", "alarm") > 0);
        tell(alarming(Patients.calm(3), "acked", 1));
        dark();
    }

    @Test
    void aPausedSoundIsPausedHereTooAndTheAlarmStaysBright() {
        JsonObject paused = alarming(Patients.calm(3), "active", 1);
        paused.put("audio_paused_until", StationStub.now().plusSeconds(100).toString());
        tell(paused);
        assertThat(station.page.locator(".room .line")).isVisible();
        assertThat(sounding()).isEqualTo("none");
    }

    /** The patient went home, was moved to another chair, or the alarm ended: the room has nothing more to say. */
    @ParameterizedTest
    @ValueSource(strings = {"ended", "moved", "over"})
    void whoHasLeftTheChairIsPutOut(String how) {
        tell(alarming(Patients.calm(3), "active", 1));
        await().atMost(SOON).until(() -> "high".equals(sounding()));
        JsonObject gone = alarming(Patients.calm(3), "active", 1);
        switch (how) {
            case "ended" -> gone.put("open", false);
            case "moved" -> gone.put("chair", "5");
            default -> gone.getJsonArray("alarms").clear();
        }
        tell(gone.put("revision", 9L));
        dark();
        if (!how.equals("over")) {
            assertThat(station.page.locator(".room h1")).hasText("3 · No session on this chair");
        }
    }

    /** After a restart nobody is signed in here: it says so, without a sound where there was none. */
    @Test
    void aScreenThatIsNotSignedInAnyMoreSaysSo() {
        stub.forgetWhoIsSignedIn();
        assertThat(station.page.locator(".put-out")).containsText(Pattern.compile("NOT LIVE since \\d\\d:\\d\\d:\\d\\d"));
        assertThat(sounding()).isEqualTo("none");
        station.page.locator("button.demo").click();
        assertThat(station.page.locator(".room h1")).isVisible();
    }

    /** It cannot know that somebody has answered since. */
    @Test
    void nobodyHasAnsweredAndItIsPutOutOfTheDoorThenItGoesOnSounding() {
        tell(alarming(Patients.calm(3), "active", 1));
        await().atMost(SOON).until(() -> "high".equals(sounding()));
        stub.forgetWhoIsSignedIn();
        assertThat(station.page.locator(".put-out")).isVisible();
        assertThat(sounding()).isEqualTo("high");
        stub.quietly(Patients.calm(3).put("revision", 9L));
        station.page.locator("button.demo").click();
        assertThat(station.page.locator(".room h1")).isVisible();
        await().atMost(SOON).until(() -> "none".equals(sounding()));
    }

    private void tell(JsonObject session) {
        stub.show(session);
    }

    /** Whatever has words is dim on black, and nothing is to be heard. */
    private void dark() {
        assertThat(station.page.locator(".room")).hasAttribute("data-escalated", "false");
        assertThat(station.page.locator(".room .line")).hasCount(0);
        assertThat(station.page.evaluate("""
                () => Math.max(...[document.documentElement, document.body, ...document.querySelectorAll("vigil-room *")].flatMap(one => {
                  const { color, backgroundColor, borderTopColor, borderTopWidth } = getComputedStyle(one);
                  const parts = [backgroundColor, ...([...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()) ? [color] : []), ...(parseFloat(borderTopWidth) ? [borderTopColor] : [])];
                  return parts.map(one => one.match(/[\\d.]+/g).map(Number)).filter(([, , , alpha]) => alpha !== 0).flatMap(([r, g, b]) => [r, g, b]);
                }))"""))
                .as("the brightest of anything, of 255")
                .isEqualTo(118);
        assertThat(sounding()).isEqualTo("none");
    }

    private Object sounding() {
        return station.page.evaluate("() => window.vigilAudio.sounding");
    }

    private static JsonObject alarming(JsonObject session, String state, int level) {
        JsonObject alarming = Patients.alarm(
                session, "spo2.low.crit", "limit_low", "spo2", "high", state, 85, 88, Duration.ofSeconds(41));
        alarming.getJsonArray("alarms").getJsonObject(0).put("level", level);
        return alarming;
    }
}
