package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to a station with the clinic's name, by what stands on the console and on the pages alone. */
class FirstStartIT {
    private static final Path SHOTS = Path.of("target/screenshots");
    private static final String PASSWORD = "twelve signs and more";
    private static final String NEXT = "another twelve and more";
    private static Browsers browsers;

    @TempDir
    Path folder;

    @BeforeAll
    static void launch() {
        browsers = new Browsers();
    }

    @AfterAll
    static void quit() {
        browsers.close();
    }

    /** Nothing but where to listen, so that tests beside this one do not meet. */
    private Path bare() throws Exception {
        String config = """
                site: {id: clinic}
                data: data
                http: {listen: "127.0.0.1:0"}
                mqtt: {embedded: {listen: "127.0.0.1:0"}}
                """;
        return Files.writeString(folder.resolve("bare.yaml"), config);
    }

    private static void form(Page page, String code, String user) {
        page.locator("first-account input[name=code]").fill(code);
        page.locator("first-account input[name=user]").fill(user);
        page.locator("first-account input[name=password]").fill(PASSWORD);
        page.locator("first-account input[name=again]").fill(PASSWORD);
        page.locator("first-account button").click();
    }

    @Test
    void aNewStationIsSetUpFromTheConsolesCodeToItsOwnConfiguration() throws Exception {
        Path written = folder.resolve("vigil.yaml");
        String code;
        try (RunningStation station = new RunningStation(folder, bare());
                StationPage browser = new StationPage(browsers.browser)) {
            code = station.code();
            Page page = browser.open(station.url()).page;
            assertThat(page.locator("first-account h2")).hasText("Create the first account");
            assertThat(page.locator("input[name=password]")).hasCount(1);
            form(page, "AAAA-BBBB-CCCC", "ada");
            assertThat(page.locator("first-account .problem")).containsText("not the one on the service's console");
            form(page, code.toLowerCase(java.util.Locale.ROOT), "ada");
            assertThat(page.locator(".bar .site")).containsText("clinic");
            write(page, written);
            change(page);
            assertThat(browser.complaints).isEmpty();
            nowhereElse(code, station);
        }
        assertThat(RunningStation.check(folder, written)).startsWith("0 ").contains("no problems");
        try (RunningStation station = new RunningStation(folder, written);
                StationPage browser = new StationPage(browsers.browser)) {
            assertThat(station.console()).doesNotContain("Setup code");
            Page page = browser.open(station.url()).page;
            assertThat(page.locator(".sign-in h1 span")).hasText("clinic-north");
            assertThat(page.locator("first-account")).hasCount(0);
            page.locator("input[name=user]").fill("ada");
            page.locator("input[name=password]").fill(NEXT);
            page.locator(".sign-in form button").click();
            assertThat(page.locator(".bar .site")).containsText("clinic-north");
            assertThat(page.locator("chair-tile")).hasCount(3);
            page.evaluate("() => { location.hash = '#/start' }");
            assertThat(page.locator("main.start .choice").first().locator("button"))
                    .hasText(new String[] {"1", "2", "Window"});
            assertThat(page.locator(".bar .site")).containsText("clinic-north");
            page.evaluate("() => { location.hash = '#/audit' }");
            assertThat(page.locator("tbody").last()).containsText("Made the first account");
        }
    }

    /** A name that cannot be is refused with its place; the right one is downloaded. */
    private void write(Page page, Path to) {
        page.evaluate("() => { location.hash = '#/setup' }");
        Locator file = page.locator("[data-step=file]");
        file.locator("input[name=site]").fill("clinic north");
        file.locator("input[name=chairs]").fill("1, 2, Window, 2");
        file.locator("button.primary").click();
        assertThat(file.locator(".draft li")).containsText(Pattern.compile("vigil\\.yaml:\\d+:\\d+ 'clinic north'"));
        file.locator("input[name=site]").fill("clinic-north");
        // With the keyboard alone, as on a machine without a mouse.
        file.locator("input[name=site]").press("Enter");
        assertThat(file.locator(".draft[data-sound=true]")).isVisible();
        assertThat(file.locator(".draft")).containsText("run --config vigil.yaml");
        Download download = page.waitForDownload(() -> file.locator(".draft a.button").click());
        assertThat(download.suggestedFilename()).isEqualTo("vigil.yaml");
        download.saveAs(to);
        assertThat(file).hasAttribute("data-done", "true");
    }

    private static void change(Page page) {
        Locator people = page.locator("[data-step=password]");
        people.locator("summary").click();
        people.locator("input[name=before]").fill(PASSWORD);
        people.locator("input[name=next]").fill(NEXT);
        people.locator("input[name=again]").fill(NEXT);
        people.locator("own-password button").click();
        assertThat(people).containsText("The password is changed.");
    }

    /** The code is on the console, in no log and in no file. */
    private void nowhereElse(String code, RunningStation station) throws Exception {
        assertThat(station.log()).doesNotContain(code);
        try (var files = Files.walk(folder.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(code);
            }
        }
    }

    @Test
    void theFirstPageHoldsInLightAndDarkAndBothLanguages() throws Exception {
        try (RunningStation station = new RunningStation(folder, bare())) {
            for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                for (String language : List.of("en-GB", "es-ES")) {
                    Browser.NewContextOptions options = new Browser.NewContextOptions()
                            .setColorScheme(scheme)
                            .setLocale(language)
                            .setViewportSize(800, 1280)
                            .setBypassCSP(true);
                    try (var context = browsers.browser.newContext(options)) {
                        Page page = context.newPage();
                        page.navigate(station.url());
                        page.locator("first-account").waitFor();
                        page.screenshot(new Page.ScreenshotOptions()
                                .setPath(SHOTS.resolve("first-account-" + scheme + "-" + language + ".png")));
                        assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
                        assertThat(page.locator("first-account h2").innerText())
                                .isEqualTo(language.startsWith("es") ? "Crear la primera cuenta" : "Create the first account");
                    }
                }
            }
        }
    }
}
