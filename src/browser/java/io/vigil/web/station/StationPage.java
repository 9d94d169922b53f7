package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The station as a nurse uses it. */
final class StationPage implements AutoCloseable {
    final BrowserContext context;
    final Page page;
    /** What the browser complained about: a broken policy, a missing file, an exception. */
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    StationPage(Browser browser, int width, int height, ColorScheme scheme, String language) {
        context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale(language));
        context.setDefaultTimeout(Browsers.PATIENCE_MILLIS);
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // A refused line and an ended session are told on the console by the browser itself.
            if ("error".equals(message.type()) && !message.text().matches(".*(WebSocket|40[139]|503|ERR_).*")) {
                complaints.add(message.text());
            }
        });
    }

    StationPage(Browser browser) {
        this(browser, 1280, 800, ColorScheme.DARK, "en-GB");
    }

    StationPage open(String url) {
        page.navigate(url);
        return this;
    }

    StationPage enterAsDemoNurse() {
        page.locator("button.demo").click();
        assertThat(page.locator(".tile").first()).isVisible();
        return this;
    }

    StationPage startWatch() {
        page.locator(".bar .start-watch").click();
        assertThat(page.locator(".bar .sound")).hasAttribute("data-state", "on");
        return this;
    }

    /** One action's panel, by as many taps as it takes a nurse: one, or two where it stands under "more". */
    Locator panel(String name) {
        boolean seldom = List.of("limits", "devices", "patient").contains(name);
        if (seldom) {
            page.locator(".actions [data-panel=more]").click();
        }
        page.locator((seldom ? ".more-list" : ".actions") + " [data-panel=" + name + "]").click();
        Locator panel = page.locator(".panel[data-panel=" + name + "]");
        assertThat(panel).isVisible();
        return panel;
    }

    Locator tile(int chair) {
        return page.locator(".tile[data-chair='" + chair + "']");
    }

    Locator cell(int chair, String metric) {
        return tile(chair).locator(".cell[data-metric='" + metric + "']");
    }

    Locator line(int chair, String alarm) {
        return tile(chair).locator(".line[data-alarm='" + alarm + "']");
    }

    /** The page's own log of bursts that began: priority, cause, at, peak. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> bursts() {
        return (List<Map<String, Object>>) page.evaluate("() => window.vigilAudio.bursts");
    }

    /** Bursts that were measured at the audio output, not only planned. */
    long heard(String priority, String cause) {
        return bursts().stream()
                .filter(burst -> priority.equals(burst.get("priority")) && cause.equals(burst.get("cause")))
                .filter(burst -> ((Number) burst.get("peak")).doubleValue() > 0.3)
                .count();
    }

    @Override
    public void close() {
        context.close();
    }
}
