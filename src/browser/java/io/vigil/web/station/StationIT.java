package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The station in a real browser against a scripted server, under the policy it is served with. */
class StationIT extends OnDuty {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void aDemoNurseEntersWithOneTapAndSeesTheChairsInTheirPlaces() {
        onDuty(Patients.calm(2), Patients.calm(5));
        assertThat(station.page.locator(".bar .simulated")).hasText("SIMULATED — not real patients");
        assertThat(station.page.locator(".tile .chair")).hasText(new String[] {"1", "2", "3", "4", "5", "6"});
        assertThat(station.tile(2)).containsText("C. D.");
        assertThat(station.tile(2)).containsText("1960");
        assertThat(station.tile(2)).containsText("IV 40 min · DOSING");
        assertThat(station.tile(2).locator(".elapsed")).hasText(Pattern.compile("00:2[12]:\\d\\d"));
        assertThat(station.tile(2).locator(".next")).hasText(Pattern.compile("next 0[12]:\\d\\d"));
        assertThat(station.tile(1)).containsText("empty");
    }

    @Test
    void aWrongPasswordSaysWhatToDo() {
        station.open(stub.url());
        station.page.locator("input[name=user]").fill("demo");
        station.page.locator("input[name=password]").fill("wrong");
        station.page.locator("form button").click();
        assertThat(station.page.locator(".problem")).hasText("Name or password is wrong. Try again.");
    }

    @Test
    void anAlarmIsSeenHeardAndAcknowledgedByName() {
        onDuty(Patients.calm(1), Patients.calm(2));
        assertThat(station.page.locator(".bar .sound")).hasText("SOUND IS OFF");
        station.startWatch();
        await("the test burst").atMost(SOON).until(() -> station.heard("medium", "test") > 0);
        JsonObject low = Patients.alarm(
                Patients.later(Patients.calm(2)),
                "spo2.low.crit",
                "limit_low",
                "spo2",
                "high",
                "active",
                85,
                88,
                Duration.ofSeconds(41));
        Patients.reading(low, "spo2").put("value", 86).put("violated", true);
        stub.alarm(low, "spo2.low.crit", "raised", "high");
        Locator line = station.line(2, "spo2.low.crit");
        assertThat(line.locator(".mark")).hasText("!!!");
        assertThat(line.locator(".words")).hasText("SpO2 85 < 88");
        assertThat(station.cell(2, "spo2").locator(".limit")).hasAttribute("data-violated", "true");
        assertThat(station.page.locator("[aria-live=assertive]"))
                .hasText("Chair 2, C. D., high priority: SpO2 85 < 88");
        await().atMost(SOON).until(() -> station.heard("high", "alarm") > 0);

        Locator ack = line.locator("button.ack");
        assertThat(ack.boundingBox().height).isGreaterThanOrEqualTo(44);
        ack.click();
        await().atMost(SOON).until(() -> !stub.asked.isEmpty());
        StationStub.Asked asked = stub.asked.remove();
        assertThat(asked.path()).isEqualTo("/api/v1/sessions/s2/alarms/spo2.low.crit/ack");
        assertThat(asked.body()).isEqualTo(new JsonObject().put("occurrence", 1));
        assertThat(asked.fromPage()).isTrue();

        JsonObject acked = Patients.later(low).put("sounding", "none");
        acked.getJsonArray("alarms").getJsonObject(0).put("state", "acked").put("acknowledged_by", "demo");
        stub.alarm(acked, "spo2.low.crit", "acknowledged", "high");
        assertThat(line.locator(".mark")).hasText("!!!✓");
        assertThat(line.locator(".since")).hasText(Pattern.compile("demo \\d\\d:\\d\\d"));
        assertThat(line.locator("button")).hasCount(0);
        assertThat(station.page.evaluate("() => window.vigilAudio.sounding")).isEqualTo("none");
    }

    @Test
    void theServerIsToldWhetherThisScreenCanBeHeard() {
        onDuty(Patients.calm(1));
        await().atMost(SOON)
                .until(() -> stub.reported.stream().anyMatch(said -> !said.getBoolean("audioArmed", true)));
        station.startWatch();
        await().atMost(SOON)
                .until(() -> stub.reported.stream()
                        .anyMatch(said -> said.getBoolean("audioArmed", false) && said.getBoolean("visible", false)));
    }

    @Test
    void silenceOfTheServerCoversTheScreenSoundsAndAFreshSnapshotLiftsIt() {
        onDuty(Patients.calm(1));
        station.startWatch();
        stub.silent = true;
        Locator cover = station.page.locator(".cover");
        assertThat(cover)
                .containsText(
                        Pattern.compile("NOT LIVE since \\d\\d:\\d\\d:\\d\\d"),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(4_500));
        assertThat(cover).containsText("Look at the bedside monitors.");
        assertThat(cover.boundingBox().width).isEqualTo(1280);
        assertThat(cover.boundingBox().height).isEqualTo(800);
        assertThat(station.page.locator(".station")).hasAttribute("inert", "");
        await().atMost(SOON).until(() -> station.heard("medium", "not-live") > 0);
        long before = stub.snapshots.get();
        stub.show(Patients.state(Patients.later(Patients.calm(1)), "spo2", "off", false, Duration.ZERO));
        stub.silent = false;
        assertThat(cover).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(60_000));
        assertThat(stub.snapshots.get()).isGreaterThan(before);
        assertThat(station.cell(1, "spo2").locator(".note")).hasText("sensor off");
        assertThat(station.page.evaluate("() => window.vigilAudio.sounding")).isEqualTo("none");
    }

    @Test
    void aCutLineIsKnockedAtAgainWithoutHammering() {
        onDuty(Patients.calm(1));
        long before = stub.snapshots.get();
        stub.cut();
        await().atMost(SOON).until(() -> stub.snapshots.get() > before);
        assertThat(stub.snapshots.get()).isLessThanOrEqualTo(before + 2);
        assertThat(station.page.locator(".cover")).hasCount(0);
    }

    @Test
    void theKeyboardWalksAcknowledgesAndPauses() {
        JsonObject overdue = Patients.alarm(
                Patients.calm(2),
                "tech.nibp.overdue",
                "overdue",
                "sbp",
                "medium",
                "active",
                null,
                null,
                Duration.ofMinutes(3));
        onDuty(Patients.calm(1), overdue, Patients.calm(3), Patients.calm(4));
        assertThat(station.line(2, "tech.nibp.overdue").locator(".words")).hasText("Blood pressure overdue");
        assertThat(station.line(2, "tech.nibp.overdue").locator(".since")).hasText("3 min");
        station.page.evaluate("() => document.activeElement.blur()");
        station.page.keyboard().press("ArrowRight");
        assertThat(station.tile(1)).isFocused();
        station.page.keyboard().press("ArrowDown");
        assertThat(station.tile(3)).isFocused();
        station.page.keyboard().press("ArrowRight");
        assertThat(station.tile(4)).isFocused();
        station.page.keyboard().press("ArrowUp");
        assertThat(station.tile(2)).isFocused();
        assertThat(station.tile(2)).hasCSS("outline-width", "3px");
        station.page.keyboard().press("a");
        station.page.keyboard().press("p");
        await().atMost(SOON).until(() -> stub.asked.size() == 2);
        assertThat(stub.asked)
                .extracting(StationStub.Asked::path)
                .containsExactlyInAnyOrder(
                        "/api/v1/sessions/s2/alarms/tech.nibp.overdue/ack", "/api/v1/sessions/s2/audio-pause");
    }

    @Test
    void aPauseCountsDownOnTheBarAndSilencesThisScreen() {
        JsonObject paused = Patients.alarm(
                Patients.calm(1),
                "pr.high.warn",
                "limit_high",
                "pr",
                "medium",
                "active",
                128,
                120,
                Duration.ofSeconds(30));
        paused.put("audio_paused_until", StationStub.now().plusSeconds(110).toString())
                .put("sounding", "none");
        onDuty(paused);
        station.startWatch();
        assertThat(station.page.locator(".bar .paused")).hasText(Pattern.compile("Audio paused 0[01]:\\d\\d"));
        assertThat(station.page.locator(".bar")).not().containsText("Sound on");
        assertThat(station.line(1, "pr.high.warn")).hasAttribute("data-state", "active");
        assertThat(station.page.evaluate("() => window.vigilAudio.sounding")).isEqualTo("none");
        // Of one patient among others: whose it is, and that the others sound.
        double button = station.page.locator(".bar .pause").boundingBox().x;
        stub.show(Patients.calm(2));
        assertThat(station.page.locator(".bar .paused")).hasText(Pattern.compile("Audio paused 0[01]:\\d\\d, chair 1"));
        assertThat(station.page.locator(".bar")).not().containsText("Sound on");
        assertThat(station.page.evaluate("() => document.querySelector('.bar').scrollWidth <= innerWidth"))
                .isEqualTo(true);
        stub.show(Patients.later(paused).putNull("audio_paused_until").put("sounding", "medium"));
        assertThat(station.page.locator(".bar .paused")).hasCount(0);
        assertThat(station.page.locator(".bar .sound")).hasText("Sound on");
        assertThat(station.page.locator(".bar .pause").boundingBox().x).as("not moved").isEqualTo(button);
    }

    @Test
    void itSpeaksSpanish() {
        station.close();
        station = new StationPage(browsers.browser, 1280, 800, ColorScheme.LIGHT, "es-ES");
        JsonObject off = Patients.state(Patients.calm(1), "spo2", "off", false, Duration.ZERO);
        onDuty(Patients.alarm(
                off, "tech.nibp.overdue", "overdue", "sbp", "medium", "active", null, null, Duration.ofMinutes(3)));
        assertThat(station.tile(1)).containsText("Tensión arterial atrasada");
        assertThat(station.cell(1, "spo2").locator(".note")).hasText("sensor suelto");
        assertThat(station.page.locator("html")).hasAttribute("lang", "es");
    }

    @Test
    void theChartPageShowsWhatWasChartedAndWhatWasRefused() {
        stub.outbox = Outbox.rows();
        onDuty(Patients.calm(1));
        assertThat(station.page.locator(".backlog")).hasText("Chart: 1 refused");
        station.page.locator(".backlog").click();
        Locator refused = station.page.locator("tr[data-state=quarantined]");
        assertThat(refused).containsText("Refused");
        assertThat(refused).containsText("186/112 (135)");
        assertThat(refused.locator(".reason")).hasText("Patient/77 does not exist");
        assertThat(station.page.locator("tr[data-state=delivered] a").first())
                .hasAttribute("href", "/demo-ehr/fhir/Observation/41/_history/1");
        refused.locator("[data-act=retry]").click();
        await().atMost(SOON).until(() -> !stub.asked.isEmpty());
        assertThat(stub.asked.remove().path()).isEqualTo("/api/v1/ehr/outbox/7/retry");
    }

    @Test
    void theChartPageSaysHowEachRowTrulyStands() {
        stub.outbox = Outbox.everyStanding();
        stub.laneHeld = new JsonObject().put("stopped", false).put("wait_s", 30);
        onDuty(Patients.calm(1));
        station.page.navigate(stub.url() + "chart.html");
        assertThat(state(16)).containsText("In the chart");
        assertThat(state(10)).containsText("Replaced by a correction");
        assertThat(state(11)).containsText("Waits for a release");
        assertThat(state(12)).containsText("Waits for a patient link");
        assertThat(state(13)).containsText("Not delivered");
        assertThat(row(13)).containsText("none are configured: a technician sets ehr.auth");
        assertThat(row(13)).containsText("next try about");
        assertThat(row(15)).containsText("ketamine 40 mg IV");
        assertThat(row(16).locator("[data-act=correct]")).hasCount(1);
        assertThat(row(10).locator("[data-act=correct]")).hasCount(0);
        for (String one : List.of("held 1", "waiting 1", "pending 0", "failing 1", "delivered 2", "replaced 1", "quarantined 0", "withdrawn 1")) {
            String[] part = one.split(" ");
            assertThat(station.page.locator(".summary [data-state=" + part[0] + "] b")).hasText(part[1]);
        }
    }

    @Test
    void whoIsNotSignedInIsShownNoFigures() {
        station.page.navigate(stub.url() + "chart.html");
        assertThat(station.page.locator(".chart .problem")).containsText("Sign in");
        assertThat(station.page.locator(".summary")).hasCount(0);
        assertThat(station.page.locator("table")).hasCount(0);
    }

    private Locator row(int id) {
        return station.page.locator("tr[data-row='" + id + "']");
    }

    private Locator state(int id) {
        return row(id).locator(".state");
    }

    @Test
    void theFirstLoadIsUnder400Kilobytes() {
        onDuty(Patients.calm(1));
        Number bytes = (Number) station.page.evaluate("""
                () => [...performance.getEntriesByType("resource"), ...performance.getEntriesByType("navigation")]
                  .reduce((sum, entry) => sum + entry.transferSize, 0)""");
        assertThat(bytes.longValue()).isBetween(50_000L, 400_000L);
        assertThat(station.page.evaluate("""
                () => performance.getEntriesByType("resource").some(entry => entry.name.includes("echarts"))"""))
                .as("the charts are fetched with the session view, not before")
                .isEqualTo(false);
    }
}
