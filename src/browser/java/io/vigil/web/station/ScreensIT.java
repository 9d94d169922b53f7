package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures of the station for a person to look at, in target/screenshots; and that nothing is cut off in them. */
class ScreensIT {
    private static final Path FOLDER = Path.of("target/screenshots");
    private static Browsers browsers;

    @BeforeAll
    static void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    static void quit() {
        browsers.close();
    }

    @ParameterizedTest(name = "{0} {1}x{2}, {3} chairs, {4}")
    @CsvSource({
        "DARK,1280,800,8,en-GB",
        "LIGHT,1280,800,8,en-GB",
        "DARK,1920,1080,8,en-GB",
        "LIGHT,1920,1080,8,es-ES",
        "DARK,820,1180,8,en-GB",
        "LIGHT,820,1180,8,en-GB",
        "DARK,390,844,4,es-ES",
        "DARK,1280,800,16,en-GB",
        "DARK,1920,1080,16,en-GB",
        "DARK,1280,800,4,en-GB"
    })
    void theWardFitsItsScreen(ColorScheme scheme, int width, int height, int chairs, String language) throws Exception {
        try (StationStub stub = new StationStub();
                StationPage station = new StationPage(browsers.browser, width, height, scheme, language)) {
            stub.outbox = Outbox.rows();
            station.open(stub.url());
            stub.show(ward(chairs).toArray(JsonObject[]::new));
            station.enterAsDemoNurse();
            assertThat(station.page.locator(".tile")).hasCount(chairs);
            station.startWatch();
            stub.show(ward(chairs).toArray(JsonObject[]::new));
            assertThat(station.line(2, "spo2.low.crit")).isVisible();
            shoot(
                    station.page,
                    "ward-" + chairs + "-" + scheme.name().toLowerCase() + "-" + width + "x" + height,
                    false);
            assertThat(overflowing(station.page)).isEmpty();
            assertThat(station.page.evaluate("() => document.documentElement.scrollWidth"))
                    .isEqualTo(width);
        }
    }

    @Test
    void theOtherScreens() throws Exception {
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            String name = scheme.name().toLowerCase();
            try (StationStub stub = new StationStub();
                    StationPage station = new StationPage(browsers.browser, 1280, 800, scheme, "en-GB")) {
                stub.outbox = Outbox.rows();
                station.open(stub.url());
                assertThat(station.page.locator("button.demo")).isVisible();
                shoot(station.page, "sign-in-" + name, false);
                List<JsonObject> calm = new ArrayList<>();
                for (int chair = 1; chair <= 6; chair++) {
                    calm.add(Patients.calm(chair));
                }
                stub.show(calm.toArray(JsonObject[]::new));
                station.enterAsDemoNurse();
                assertThat(station.page.locator(".tile")).hasCount(6);
                assertThat(station.page.locator(".bar .sound")).hasText("SOUND IS OFF");
                shoot(station.page, "calm-" + name, false);
                assertThat(overflowing(station.page)).isEmpty();
                stub.silent = true;
                assertThat(station.page.locator(".cover h1")).isVisible();
                shoot(station.page, "not-live-" + name, false);
                station.page.navigate(stub.url() + "chart.html");
                assertThat(station.page.locator("tbody tr")).hasCount(6);
                shoot(station.page, "chart-" + name, true);
            }
        }
    }

    /** What a colour-blind nurse sees, and a printer without colour. */
    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void theWardWithoutColour(ColorScheme scheme) throws Exception {
        try (StationStub stub = new StationStub();
                StationPage station = new StationPage(browsers.browser, 1280, 800, scheme, "en-GB")) {
            stub.show(ward(8).toArray(JsonObject[]::new));
            station.open(stub.url()).enterAsDemoNurse();
            assertThat(station.line(2, "spo2.low.crit")).isVisible();
            CDPSession devTools = station.context.newCDPSession(station.page);
            for (String eyes : List.of("achromatopsia", "deuteranopia", "protanopia", "tritanopia")) {
                JsonObject deficiency = new JsonObject().put("type", eyes);
                devTools.send(
                        "Emulation.setEmulatedVisionDeficiency",
                        JsonParser.parseString(deficiency.encode()).getAsJsonObject());
                shoot(station.page, "ward-8-" + scheme.name().toLowerCase() + "-" + eyes, false);
            }
            assertThat(overflowing(station.page)).isEmpty();
        }
    }

    private static void shoot(Page page, String name, boolean whole) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(FOLDER.resolve(name + ".png"))
                .setFullPage(whole)
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Whatever does not fit its place: words wider than their box, or a box that leaves its tile or the bar. */
    @SuppressWarnings("unchecked")
    private static List<String> overflowing(Page page) {
        return (List<String>) page.evaluate("""
            () => [...document.querySelectorAll(".tile *, .bar, .bar *")]
              .filter(e => !e.closest(".unseen, svg") && e.checkVisibility())
              .filter(e => {
                const frame = (e.parentElement.closest(".num.gone, .vitals, .rows, .line") ?? e.closest(".tile, .bar")).getBoundingClientRect(), box = e.getBoundingClientRect();
                const outside = box.right > frame.right + 1 || box.bottom > frame.bottom + 3 || box.left < frame.left - 1;
                const tight = e.matches(".num, .note, .patient, .elapsed, .phase, .ack, .words, .since, .label, .limits, .mean, .rise, .vitals");
                return outside || tight && (e.scrollWidth > e.clientWidth + 1 || e.matches(".num, .mean, .limits, .rise") && e.scrollHeight > e.clientHeight + 3);
              })
              .map(e => e.closest(".tile")?.dataset.chair + " ." + e.className + " " + e.innerText)""");
    }

    /** One chair for each thing a nurse may meet, calm ones between. */
    private static List<JsonObject> ward(int chairs) {
        List<JsonObject> ward = new ArrayList<>();
        for (int chair = 1; chair <= chairs; chair++) {
            JsonObject session = chair == 7 && chairs > 7 ? null : met(Patients.calm(chair), (chair - 1) % 8 + 1);
            if (session != null) {
                ward.add(session);
            }
        }
        return ward;
    }

    private static JsonObject met(JsonObject session, int case_) {
        return switch (case_) {
            case 2 -> desaturating(session);
            case 3 -> hypertensive(session);
            case 4 ->
                Patients.alarm(
                        Patients.state(session, "spo2", "off", false, Duration.ZERO),
                        "tech.spo2.sensor_off",
                        "sensor_off",
                        "spo2",
                        "medium",
                        "active",
                        null,
                        null,
                        Duration.ofSeconds(22));
            case 5 -> stillOverdue(session);
            case 6 -> doubtful(session);
            case 8 -> latched(session);
            default -> session;
        };
    }

    private static JsonObject desaturating(JsonObject session) {
        Patients.reading(session, "spo2").put("value", 86).put("delta", -12).put("violated", true);
        Patients.alarm(session, "spo2.low.crit", "limit_low", "spo2", "high", "active", 85, 88, Duration.ofSeconds(41));
        return Patients.alarm(
                session, "spo2.low.warn", "limit_low", "spo2", "medium", "active", 85, 92, Duration.ofSeconds(58));
    }

    private static JsonObject hypertensive(JsonObject session) {
        Patients.pressure(session, 186, 112, 135);
        Patients.reading(session, "pr").put("value", 104).put("delta", 36);
        return Patients.alarm(
                session, "sbp.high.crit", "limit_high", "sbp", "high", "acked", 186, 180, Duration.ofMinutes(4));
    }

    private static JsonObject stillOverdue(JsonObject session) {
        for (String metric : new String[] {"sbp", "dbp", "map"}) {
            Patients.state(session, metric, "aged", true, Duration.ofMinutes(17));
        }
        session.put("next_cuff_due", StationStub.now().minusSeconds(320).toString());
        return Patients.alarm(
                session, "tech.nibp.overdue", "overdue", "sbp", "medium", "active", null, null, Duration.ofMinutes(3));
    }

    private static JsonObject doubtful(JsonObject session) {
        Patients.state(session, "spo2", "questionable", true, Duration.ZERO);
        Patients.reading(session, "spo2").put("flags", new JsonArray().add("low-perfusion"));
        Patients.state(session, "pr", "stale", false, Duration.ofSeconds(14));
        for (String metric : new String[] {"sbp", "dbp", "map"}) {
            Patients.state(session, metric, "none", false, Duration.ZERO);
        }
        return Patients.alarm(
                session,
                "tech.spo2.signal",
                "signal_quality",
                "spo2",
                "low",
                "active",
                null,
                null,
                Duration.ofSeconds(75));
    }

    private static JsonObject latched(JsonObject session) {
        return Patients.alarm(
                session, "pr.high.crit", "limit_high", "pr", "high", "latched", 146, 140, Duration.ofMinutes(2));
    }
}
