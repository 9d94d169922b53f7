package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What befalls a screen in a clinic: it is hidden, its clock is wrong, its line is cut or slow, somebody else acts. */
class AdversityIT extends OnDuty {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** Longer than a screen may go without a believable frame, by its own clock and in no time. */
    private static final long SILENCE_MILLIS = 3_100;

    @Test
    void aHiddenTabSaysSoAndSoundsAllTheSame() {
        station.page.clock().install();
        onDuty(Patients.calm(1));
        station.startWatch();
        told(true);
        // The driver keeps every page in front. So what a tab behind another meets is brought about by hand: it is told
        // that it is hidden, and its timers stand still.
        seenBySomebody(false);
        long soon = ((Number) station.page.evaluate("() => Date.now() + 300")).longValue();
        station.page.clock().pauseAt(soon);
        told(false);
        JsonObject low = desaturating();
        stub.alarm(low, "spo2.low.crit", "raised", "high");
        await("heard from behind").atMost(SOON).until(() -> station.heard("high", "alarm") > 0);
        station.page.clock().resume();
        seenBySomebody(true);
        told(true);
        assertThat(station.line(1, "spo2.low.crit")).isVisible();
    }

    private void seenBySomebody(boolean visible) {
        station.page.evaluate("""
                state => {
                  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
                  document.dispatchEvent(new Event("visibilitychange"));
                }""", visible ? "visible" : "hidden");
    }

    /** The last that the page said of itself, with its sound armed throughout. */
    private void told(boolean visible) {
        await("reported as " + (visible ? "visible" : "hidden")).atMost(SOON).until(() -> {
            JsonObject last = new JsonObject();
            stub.reported.stream()
                    .filter(said -> said.containsKey("visible"))
                    .forEach(said -> last.mergeIn(said));
            return last.getBoolean("audioArmed", false) && last.getBoolean("visible", !visible) == visible;
        });
    }

    @Test
    void aScreenThatNobodySeesIsNotCountedAsWatching() {
        stub.hidden = 1;
        onDuty(Patients.calm(1));
        assertThat(station.page.locator(".bar .watch")).containsText("0 watching · 1 hidden");
    }

    @Test
    void thisPcsWrongClockIsNeverShownNorSent() {
        JsonObject overdue = Patients.alarm(
                Patients.calm(1), "tech.nibp.overdue", "overdue", "sbp", "medium", "active", null, null, Duration.ofMinutes(3));
        station.page.clock().setSystemTime(StationStub.now().minus(5, ChronoUnit.HOURS).minusSeconds(1_234).toString());
        onDuty(overdue);
        assertThat((double) ((Number) station.page.evaluate("() => Date.now()")).longValue())
                .as("the page's own clock is wrong")
                .isLessThan(StationStub.now().minus(5, ChronoUnit.HOURS).toEpochMilli());
        assertThat(station.page.locator(".cover")).hasCount(0);
        assertThat(station.tile(1).locator(".elapsed")).hasText(Pattern.compile("00:2[34]:\\d\\d"));
        assertThat(station.tile(1).locator(".next")).hasText(Pattern.compile("next 0[12]:\\d\\d"));
        assertThat(station.cell(1, "nibp").locator(".mean .age")).hasText(Pattern.compile("4 min ago"));
        assertThat(station.line(1, "tech.nibp.overdue").locator(".since")).hasText("3 min");
        LocalTime shown = LocalTime.parse(station.page.locator(".bar .clock").innerText());
        LocalTime real = LocalTime.ofInstant(StationStub.now(), ZoneId.systemDefault());
        assertThat(Math.floorMod(ChronoUnit.SECONDS.between(shown, real), 86_400L)).isBetween(0L, 10L);

        station.tile(1).locator(".patient").click();
        assertThat(station.page.locator("main.session")).isVisible();
        station.page.keyboard().press("e");
        station.page.locator(".panel .choice button").first().click();
        station.page.locator(".panel button.primary").click();
        await().atMost(SOON).until(() -> !stub.asked.isEmpty());
        Instant onset = Instant.parse(stub.asked.remove().body().getString("onset"));
        assertThat(Duration.between(onset, StationStub.now())).isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(20));
    }

    @Test
    void afterACutNothingCanBePressedBeforeTheSnapshot() {
        station.page.clock().install();
        JsonObject low = desaturating();
        onDuty(low);
        station.startWatch();
        Locator cover = station.page.locator(".cover");
        stub.snapshotsHeld = true;
        stub.cut();
        await("it comes back by itself").atMost(SOON).until(() -> stub.screens() == 1);
        station.page.clock().fastForward(SILENCE_MILLIS);
        assertThat(cover).containsText("NOT LIVE since");
        await("it sounds by itself").atMost(SOON).until(() -> station.heard("high", "not-live") > 0);
        // Frames come again, but none of them says how the ward is.
        stub.show(Patients.later(low));
        station.page.keyboard().press("a");
        assertThat(cover).isVisible();
        assertThat(station.page.locator(".station")).hasAttribute("inert", "");
        assertThat(stub.asked).isEmpty();

        stub.snapshotsHeld = false;
        stub.catchUp();
        assertThat(cover).hasCount(0);
        station.tile(1).focus();
        station.page.keyboard().press("a");
        await().atMost(SOON).until(() -> !stub.asked.isEmpty());
        assertThat(stub.asked.remove().path()).isEqualTo("/api/v1/sessions/s1/alarms/spo2.low.crit/ack");
    }

    @Test
    void framesThatWereLongUnderWayDoNotKeepAScreenLive() {
        station.page.clock().install();
        onDuty(Patients.calm(1));
        stub.late = Duration.ofSeconds(4);
        stub.refusing = true;
        JsonObject told = Patients.later(Patients.calm(1));
        Patients.reading(told, "spo2").put("value", 95);
        stub.show(told);
        assertThat(station.cell(1, "spo2").locator(".value")).hasText("95");
        station.page.clock().fastForward(SILENCE_MILLIS);
        assertThat(station.page.locator(".cover")).containsText("NOT LIVE since");
        stub.late = Duration.ZERO;
        stub.refusing = false;
        assertThat(station.page.locator(".cover")).hasCount(0);
    }

    @Test
    void aScreenThatFellBehindBelievesNothingBeforeTheNewSnapshot() {
        onDuty(Patients.calm(1));
        station.page.evaluate("""
            () => {
              window.seen = [];
              const note = () => window.seen.push(document.querySelector(".cell[data-metric=spo2] .value")?.textContent.trim());
              new MutationObserver(note).observe(document, { subtree: true, childList: true, characterData: true });
            }""");
        stub.fallBehind();
        JsonObject between = Patients.later(Patients.calm(1));
        Patients.reading(between, "spo2").put("value", 91);
        stub.show(between);
        JsonObject now = Patients.later(between);
        Patients.reading(now, "spo2").put("value", 96);
        stub.quietly(now, Patients.calm(2));
        stub.catchUp();
        assertThat(station.cell(1, "spo2").locator(".value")).hasText("96");
        assertThat(station.tile(2).locator(".patient")).isVisible();
        assertThat(station.page.evaluate("() => window.seen.includes('91')")).isEqualTo(false);
        assertThat(station.page.evaluate("() => window.seen.includes('96')")).isEqualTo(true);
    }

    @Test
    void aScreenPutOutOfTheDoorGoesOnSoundingUntilSomebodySignsInAgain() {
        onDuty(Patients.calm(1));
        station.startWatch();
        stub.forgetWhoIsSignedIn();
        assertThat(station.page.locator(".put-out")).hasText(Pattern.compile(
                "NOT LIVE since \\d\\d:\\d\\d:\\d\\d Look at the bedside monitors. Signed out. Sign in again to go on watching."));
        await("it sounds by itself").atMost(SOON).until(() -> station.heard("medium", "not-live") > 0);
        station.enterAsDemoNurse();
        assertThat(station.page.locator(".cover")).hasCount(0);
        await().atMost(SOON).until(() -> "none".equals(station.page.evaluate("() => window.vigilAudio.sounding")));
    }

    private static JsonObject desaturating() {
        JsonObject low = Patients.later(Patients.calm(1));
        Patients.reading(low, "spo2").put("value", 86).put("violated", true);
        return Patients.alarm(
                low, "spo2.low.crit", "limit_low", "spo2", "high", "active", 85, 88, Duration.ofSeconds(41));
    }
}
