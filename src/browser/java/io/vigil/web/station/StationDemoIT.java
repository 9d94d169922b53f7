package io.vigil.web.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: simulated devices, real bytes, the engine, the screen, the sound, the nurse's tap. */
class StationDemoIT {
    private static final Duration RAISED = Duration.ofSeconds(240);
    private static final Duration CLEARED = Duration.ofSeconds(360);
    /** What the two alarms' ids begin with, in the shipped protocols. */
    private static final String OXYGEN = ".line[data-alarm^='spo2.']";

    private static final String PRESSURE = ".line[data-alarm^='sbp.'], .line[data-alarm^='dbp.'], "
            + ".line[data-alarm^='map.'], .line[data-alarm='tech.nibp.overdue'], .line[data-alarm^='check.bp']";

    @Test
    void anOxygenAndAPressureAlarmAreSeenHeardAcknowledgedAndClear(@TempDir Path data) throws Exception {
        String property = System.getProperty("vigil.jar", "target/vigil.jar");
        Path jar = Path.of(property);
        assumeTrue(Files.isRegularFile(jar), "station demo skipped: no " + property + ", package it first");
        try (Browsers browsers = new Browsers();
                RunningDemo demo = new RunningDemo(jar, data);
                StationPage station = new StationPage(browsers.browser, 1920, 1080, ColorScheme.DARK, "en-GB")) {
            station.open(demo.url()).enterAsDemoNurse().startWatch();
            Map<String, Locator> acknowledged = acknowledgeBoth(station);
            acknowledged.forEach((alarm, line) -> await(alarm + " clears")
                    .atMost(CLEARED)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> line.count() == 0));
            assertThat(station.page.locator(".cover").count()).isZero();
            int port = URI.create(demo.url()).getPort();
            demo.kill();
            cannotSee(station);
            try (RunningDemo again = new RunningDemo(jar, data, port)) {
                again.url();
                comesBack(station);
            }
            assertThat(station.complaints).isEmpty();
        }
    }

    /** The server is dead: the screen says so, sounds by itself, and nothing on it can be pressed. */
    private static void cannotSee(StationPage station) {
        await("the screen says that it is not live")
                .atMost(Duration.ofSeconds(20))
                .until(() -> station.page.locator(".cover h1").count() == 1);
        assertThat(station.page.locator(".cover h1").innerText()).startsWith("NOT LIVE since");
        assertThat(station.page.locator(".station[inert]").count()).isEqualTo(1);
        await("the screen sounds by itself")
                .atMost(Duration.ofSeconds(20))
                .until(() -> station.heard("medium", "not-live") + station.heard("high", "not-live") > 0);
    }

    /** A restart signs everybody out: until somebody is there again, the screen says what it is and sounds. */
    private static void comesBack(StationPage station) {
        await("the screen asks who is there")
                .atMost(Duration.ofSeconds(60))
                .until(() -> station.page.locator(".put-out").count() == 1);
        assertThat(station.page.locator(".tile").count()).isZero();
        assertThat(station.page.evaluate("() => window.vigilAudio.sounding")).isNotEqualTo("none");
        station.enterAsDemoNurse();
        await("the ward is seen again")
                .atMost(Duration.ofSeconds(30))
                .until(() -> station.page.locator(".tile[data-session]").count() > 0
                        && station.page.locator(".cover").count() == 0);
    }

    /** Each as soon as it is there: seen, heard at the output, tapped. */
    private static Map<String, Locator> acknowledgeBoth(StationPage station) {
        Map<String, String> wanted = new LinkedHashMap<>(Map.of("oxygen", OXYGEN, "pressure", PRESSURE));
        Map<String, Locator> acknowledged = new LinkedHashMap<>();
        await("an oxygen and a pressure alarm")
                .atMost(RAISED)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    wanted.entrySet().removeIf(kind -> {
                        Locator asking = station.page
                                .locator(kind.getValue())
                                .filter(new Locator.FilterOptions().setHas(station.page.locator("button.ack:enabled")));
                        return asking.count() > 0 && acknowledge(station, asking.first(), kind.getKey(), acknowledged);
                    });
                    return wanted.isEmpty();
                });
        return acknowledged;
    }

    private static boolean acknowledge(
            StationPage station, Locator asking, String kind, Map<String, Locator> acknowledged) {
        String alarm = asking.getAttribute("data-alarm");
        String session = asking.locator("xpath=ancestor::article").getAttribute("data-session");
        Locator line = station.page.locator(".tile[data-session='" + session + "'] .line[data-alarm='" + alarm + "']");
        // The pressure alarm is of medium priority: its own burst must come, once the more urgent one is acknowledged.
        await(alarm + " sounds")
                .atMost(Duration.ofSeconds(60))
                .until(() -> station.heard("medium", "alarm") > 0
                        || kind.equals("oxygen") && station.heard("high", "alarm") > 0);
        station.page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/station-demo" + (acknowledged.isEmpty() ? "" : "-2") + ".png")));
        line.locator("button.ack").click();
        await(alarm + " is acknowledged or over")
                .atMost(Duration.ofSeconds(30))
                .until(() -> line.count() == 0 || "acked".equals(line.first().getAttribute("data-state")));
        acknowledged.put(kind + " " + alarm, line);
        return true;
    }
}
