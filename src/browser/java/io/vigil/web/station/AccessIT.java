package io.vigil.web.station;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.vigil.cli.demo.Demo;
import io.vigil.config.Listen;
import io.vigil.time.Clock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WCAG 2.2 A and AA by axe, on every page of the real service, in light and dark. */
class AccessIT {
    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<String> PANELS = List.of(
            "pause", "cuff", "baseline", "dose", "phase", "event", "note", "chart", "discharge", "more");
    private static final List<String> SELDOM = List.of("limits", "devices", "patient");

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

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"DARK", "LIGHT"})
    void noPageViolatesAnything(ColorScheme scheme) {
        List<String> violations = new ArrayList<>();
        // axe is put into the page by evaluation, which the pages' own policy forbids.
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(1280, 800).setBypassCSP(true);
        try (BrowserContext context = browsers.browser.newContext(options)) {
            context.setDefaultTimeout(Browsers.PATIENCE_MILLIS);
            Page page = context.newPage();
            page.navigate(url);
            page.locator("button.demo").waitFor();
            violations.addAll(look(page, "sign-in"));
            page.locator("button.demo").click();
            page.locator(".tile[data-session]").first().waitFor();
            violations.addAll(look(page, "ward"));
            String session = page.locator(".tile[data-session]").first().getAttribute("data-session");
            page.locator(".menu button").first().click();
            violations.addAll(look(page, "menu"));
            for (String place : List.of("devices", "devices/ox-1", "chart", "history", "history/sim-1", "audit", "settings", "setup", "pin", "about", "start/5", "report/" + session)) {
                go(page, place);
                violations.addAll(look(page, place));
            }
            go(page, "session/" + session);
            page.locator(".curves canvas").waitFor();
            violations.addAll(look(page, "session"));
            for (String panel : PANELS) {
                page.locator(".actions [data-panel=" + panel + "]").click();
                page.locator(".panel[data-panel=" + panel + "]").waitFor();
                violations.addAll(look(page, "session, " + panel));
            }
            for (String panel : SELDOM) {
                page.locator(".more-list [data-panel=" + panel + "]").click();
                page.locator(".panel[data-panel=" + panel + "]").waitFor();
                violations.addAll(look(page, "session, " + panel));
                page.locator(".actions [data-panel=more]").click();
            }
            // What it answers comes only with a PIN.
            page.evaluate("() => { void document.querySelector('pin-dialog').ask(); }");
            page.locator("dialog.pin").waitFor();
            violations.addAll(look(page, "who is acting"));
            page.navigate(url + "room.html?chair=1");
            page.locator("main.room").waitFor();
            violations.addAll(look(page, "room"));
        }
        assertThat(violations).isEmpty();
    }

    private static void go(Page page, String place) {
        page.evaluate("place => { location.hash = '#/' + place }", place);
        page.locator("[data-heading]").waitFor();
        settle(page);
    }

    /** What a page fetches comes a moment after its heading: waits until nothing new has come for a while. */
    private static void settle(Page page) {
        page.evaluate("""
                () => new Promise(done => {
                  let still = setTimeout(over, 300);
                  const watch = new PerformanceObserver(() => { clearTimeout(still); still = setTimeout(over, 300); });
                  watch.observe({ type: 'resource' });
                  function over() { watch.disconnect(); done(); }
                })""");
    }

    private static List<String> look(Page page, String where) {
        return new AxeBuilder(page)
                .withTags(STANDARDS).analyze().getViolations().stream()
                        .map(rule -> where + ": " + told(rule))
                        .toList();
    }

    private static String told(Rule rule) {
        return rule.getId() + " " + rule.getNodes().stream().limit(3).map(node -> String.valueOf(node.getTarget())).toList();
    }
}
