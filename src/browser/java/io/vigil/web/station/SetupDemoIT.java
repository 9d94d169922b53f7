package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.cli.demo.Demo;
import io.vigil.config.Listen;
import io.vigil.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Setting a station up, on the demonstration: real ports, a device that nobody has configured, the text to take away. */
class SetupDemoIT {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final String FREE = ".ports li[data-port^='/dev/pts']:has(button)";

    @TempDir
    private static Path data;

    private static Demo demo;
    private static Browsers browsers;
    private static String url;

    @BeforeAll
    static void open() throws Exception {
        demo = Demo.start(Clock.system(), new Listen("127.0.0.1", 0), data, 2, List.of());
        browsers = new Browsers();
        url = "http://127.0.0.1:" + demo.service().httpPort() + "/";
    }

    @AfterAll
    static void close() {
        browsers.close();
        demo.close();
    }

    private static void enter(Page page, String place) {
        page.navigate(url);
        page.locator("button.technician").click();
        page.locator(".tile").first().waitFor();
        page.evaluate("place => { location.hash = '#/' + place }", place);
        page.locator("[data-heading]").waitFor();
    }

    @Test
    void aDeviceIsFoundOnAPortAndStandsInACheckedFile(@TempDir Path folder) throws Exception {
        try (StationPage station = new StationPage(browsers.browser)) {
            Page page = station.page;
            enter(page, "setup");
            assertThat(page.locator(".hold")).containsText("demonstration");
            assertThat(page.locator("own-password")).hasCount(0);
            Locator held = page.locator(".ports li", new Page.LocatorOptions().setHasText("belongs to ox-1"));
            assertThat(held).hasCount(1);
            assertThat(held.locator("button")).hasCount(0);
            Locator free = page.locator(FREE);
            assertThat(free).hasCount(1);
            free.locator("button").click();
            assertThat(free.locator("progress")).isVisible();
            assertThat(free).containsText("Listening at");
            assertThat(free).containsText("masimo-ascii1 answers.");
            assertThat(free).containsText("good frames");
            assertThat(free.locator("pre").first()).containsText("type: masimo-ascii1");
            free.locator("button.primary").click();
            Locator row = page.locator(".config .device");
            assertThat(row.locator("input").first()).isFocused();
            row.locator("input").nth(1).fill("2");
            page.locator("[data-step=file] button.primary").click();
            assertThat(page.locator(".draft[data-sound=true]")).isVisible();
            String text = page.locator(".draft pre.numbered").innerText();
            assertThat(text).contains("type: masimo-ascii1", "chair: \"2\"", "simulated: true");
            Path file = Files.writeString(folder.resolve("vigil.yaml"), text);
            assertThat(RunningStation.check(folder, file)).startsWith("0 ");
            page.evaluate("() => { location.hash = '#/audit' }");
            assertThat(page.locator("tbody").last()).containsText("Listened on port");
            assertThat(station.complaints).isEmpty();
        }
    }

    @Test
    void aProbeIsStoppedAndTheDevicesPageAsksToo() {
        try (StationPage station = new StationPage(browsers.browser)) {
            Page page = station.page;
            enter(page, "devices");
            Locator free = page.locator(FREE);
            free.locator("button").click();
            free.locator("text=Stop").click();
            assertThat(free.locator("progress")).hasCount(0);
            assertThat(free.locator("button").first()).isEnabled();
        }
    }

    @Test
    void eachPrioritySoundsAndAPersonSaysSo() {
        try (StationPage station = new StationPage(browsers.browser)) {
            enter(station.page, "setup");
            Locator sound = station.page.locator("[data-step=sound]");
            for (String kind : List.of("low", "medium", "high")) {
                Locator row = sound.locator("[data-kind=" + kind + "]");
                row.locator("button").first().click();
                await(kind + " is heard")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> station.heard(kind, "test") == 1);
                row.locator("text=Yes").click();
            }
            assertThat(sound).hasAttribute("data-done", "true");
            sound.locator("[data-kind=high]").locator("text=No").click();
            assertThat(sound.locator(".problem")).containsText("loudspeaker");
            assertThat(sound).hasAttribute("data-done", "false");
        }
    }

    @Test
    void aNurseSeesWhatIsDoneAndTouchesNoPort() {
        try (StationPage station = new StationPage(browsers.browser)) {
            Page page = station.open(url).enterAsDemoNurse().page;
            page.evaluate("() => { location.hash = '#/setup' }");
            assertThat(page.locator("[data-step=ports]")).containsText("technician or an admin");
            assertThat(page.locator("port-list, config-form")).hasCount(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"DARK,1280,800,en-GB", "LIGHT,1280,800,es-ES", "DARK,800,1280,es-ES", "LIGHT,800,1280,en-GB"})
    void thePagesHoldInEachLight(ColorScheme scheme, int width, int height, String language) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setColorScheme(scheme)
                .setLocale(language)
                .setViewportSize(width, height)
                .setBypassCSP(true);
        try (BrowserContext context = browsers.browser.newContext(options)) {
            context.setDefaultTimeout(Browsers.PATIENCE_MILLIS);
            Page page = context.newPage();
            enter(page, "setup");
            String name = "setup-" + scheme + "-" + width;
            page.locator("[data-kind=high] button").click();
            Locator free = page.locator(FREE);
            free.locator("button").click();
            free.locator("progress").waitFor();
            whole(page, height, name + "-1");
            free.locator("button.primary").waitFor();
            free.locator("button.primary").click();
            page.locator("[data-step=file] input[name=site]").fill("clinic north");
            page.locator("[data-step=file] button.primary").click();
            page.locator(".draft").waitFor();
            whole(page, height, name + "-2");
            for (String place : List.of("devices", "pin")) {
                page.evaluate("place => { location.hash = '#/' + place }", place);
                page.locator(place + "-page [data-heading]").waitFor();
                whole(page, height, place + "-" + scheme + "-" + width);
            }
        }
    }

    /** A picture of all of the page, and what axe says of it. */
    private static void whole(Page page, int height, String name) {
        assertThat(new AxeBuilder(page)
                        .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
                        .analyze()
                        .getViolations())
                .as(name)
                .isEmpty();
        int width = page.viewportSize().width;
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(width);
        Object tall = page.evaluate("() => document.querySelector('main.page').parentElement.scrollHeight + 200");
        page.setViewportSize(width, ((Number) tall).intValue());
        page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")));
        page.setViewportSize(width, height);
    }
}
