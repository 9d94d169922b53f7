package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.vigil.cli.demo.Demo;
import io.vigil.config.Listen;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A nurse's whole session through the pages of the real service: from the empty chair to the printed record. */
class WholeSessionIT {
    private static final LocatorAssertions.IsVisibleOptions SOON =
            new LocatorAssertions.IsVisibleOptions().setTimeout(Browsers.PATIENCE_MILLIS);
    private static final Duration ALARM = Duration.ofSeconds(240);

    @Test
    void fromTheEmptyChairToThePrintedRecord(@TempDir Path data) throws Exception {
        try (Demo demo = Demo.start(Clock.system(), new Listen("127.0.0.1", 0), data, 2, List.of());
                Browsers browsers = new Browsers();
                StationPage station = new StationPage(browsers.browser, 1280, 800, ColorScheme.DARK, "en-GB")) {
            String url = "http://127.0.0.1:" + demo.service().httpPort() + "/";
            station.open(url).enterAsDemoNurse().startWatch();
            Page page = station.page;
            String session = start(page);
            baselineAndDose(page);
            soundingAlarmIsAcknowledged(page);
            limit(page);
            cuffAndEvent(page);
            deviceMoves(page);
            corrected(page);
            discharge(page);
            printed(page, url, session);
            assertThat(station.complaints).isEmpty();
        }
    }

    /** Takes the second patient's devices to a new chair: his session ends first. @return the new session's id */
    private static String start(Page page) {
        page.locator("[data-chair='1'].tile").click();
        assertThat(page.locator("main.session")).isVisible(SOON);
        takeOff(page);
        page.locator(".who a.button").click();
        page.locator(".tile.empty[data-chair='3'] a.seat").click();
        assertThat(page.locator("main.start")).isVisible(SOON);
        page.locator("input[name=display]").fill("Ana Peña");
        page.locator("input[name=birthDate-day]").fill("3");
        page.locator("input[name=birthDate-month]").fill("2");
        page.locator("input[name=birthDate-year]").fill("1980");
        page.locator("input[name=id]").fill("p-17");
        page.locator("input[value='iv-40min']").check();
        page.locator("input[name=weight]").fill("64");
        assertThat(page.locator(".go button")).isDisabled();
        page.locator("input[name=confirmed]").check();
        page.locator("details summary").first().click();
        // Seen before it is bound: what it gives at this moment, and how old that is.
        assertThat(page.locator("label.check", new Page.LocatorOptions().setHasText("ox-1")).locator("small"))
                .hasText(Pattern.compile("SpO2 \\d+.* · heard \\d\\d:\\d\\d ago"), new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        page.locator("input[name=device][value='ox-1']").check();
        page.locator("input[name=device][value='cuff-1']").check();
        page.locator(".go button").click();
        assertThat(page.locator(".panel[data-panel=baseline]")).isVisible(SOON);
        return page.locator("main.session").getAttribute("data-session");
    }

    private static void takeOff(Page page) {
        page.locator(".actions [data-panel=more]").click();
        page.locator(".more-list [data-panel=devices]").click();
        Locator panel = page.locator(".panel[data-panel=devices]");
        for (String device : List.of("ox-1", "cuff-1")) {
            panel.locator(".check", new Locator.LocatorOptions().setHasText(device)).locator("input").uncheck();
        }
        panel.locator("button.primary").click();
        done(page, "Devices changed");
    }

    private static void done(Page page, String words) {
        assertThat(page.locator(".said", new Page.LocatorOptions().setHasText(words))).isVisible(SOON);
    }

    private static void baselineAndDose(Page page) {
        Locator panel = page.locator(".panel[data-panel=baseline]");
        panel.locator("input").nth(0).fill("120");
        panel.locator("input").nth(1).fill("78");
        panel.locator("button.primary").click();
        done(page, "Baseline confirmed");
        page.locator("[data-panel=phase]").first().click();
        page.locator(".panel button.primary").click();
        done(page, "DOSING begun");
        page.locator("[data-panel=dose]").first().click();
        assertThat(page.locator(".panel button.primary")).containsText("32 mg");
        page.locator(".panel button.primary").click();
        done(page, "Dose recorded");
    }

    /** Seen in the session, heard at the output of the audio graph, gone quiet once answered. */
    private static void soundingAlarmIsAcknowledged(Page page) {
        Locator alarm = page.locator(".alarm-list .line[data-state='active']").first();
        await("an alarm of the simulated patient").atMost(ALARM).until(() -> alarm.count() > 0);
        await("heard").atMost(Duration.ofSeconds(60)).until(() -> (Boolean) page.evaluate(
                "() => vigilAudio.bursts.some(b => b.cause === 'alarm' && b.peak > 0.05)"));
        page.locator(".alarm-list .line .ack").first().click();
        assertThat(page.locator(".alarm-list .line[data-state='acked'], .alarm-list > p.calm").first())
                .isVisible(SOON);
    }

    private static void limit(Page page) {
        page.locator(".actions [data-panel=more]").click();
        page.locator(".more-list [data-panel=limits]").click();
        page.locator(".limits-list button").first().click();
        Locator panel = page.locator(".panel[data-panel=limits]");
        panel.locator(".stepper button").last().click();
        assertThat(panel.locator("button.primary")).isDisabled();
        panel.locator("label input[maxlength='200']").fill("athlete");
        panel.locator("button.primary").click();
        done(page, "Limit set to 93");
    }

    private static void cuffAndEvent(Page page) {
        page.locator("[data-panel=cuff]").first().click();
        page.locator(".panel button.primary").click();
        done(page, "Cuff reading started");
        page.keyboard().press("e");
        page.locator(".panel .choice button", new Page.LocatorOptions().setHasText("Nausea")).click();
        page.locator(".panel button.primary").click();
        done(page, "Nausea recorded");
        assertThat(page.locator(".log li", new Page.LocatorOptions().setHasText("Nausea")).first())
                .isVisible(SOON);
    }

    private static void deviceMoves(Page page) {
        page.locator(".actions [data-panel=more]").click();
        page.locator(".more-list [data-panel=devices]").click();
        Locator panel = page.locator(".panel[data-panel=devices]");
        panel.locator(".check", new Locator.LocatorOptions().setHasText("cuff-1")).locator("input").uncheck();
        panel.locator("button.primary").click();
        done(page, "Devices changed");
        assertThat(page.locator(".log li", new Page.LocatorOptions().setHasText("cuff-1 taken off")))
                .isVisible(SOON);
    }

    /** This patient is not linked to the EHR: what is charted waits, and can be put right all the same. */
    private static void corrected(Page page) {
        page.locator("[data-panel=chart]").first().click();
        Locator row = page.locator(".charted li[data-state=waiting]").first();
        assertThat(row).isVisible(SOON);
        row.locator("[data-act=correct]").click();
        page.locator(".panel [name=reason]").fill("motion");
        page.locator(".panel [data-act=withdraw]").click();
        assertThat(page.locator(".panel .said-here")).containsText("Taken back");
        assertThat(page.locator(".charted li[data-state=withdrawn]").first()).isVisible(SOON);
    }

    private static void discharge(Page page) {
        page.locator("[data-panel=discharge]").first().click();
        Locator panel = page.locator(".panel[data-panel=discharge]");
        assertThat(panel.locator(".gate li[data-met='false']").first()).isVisible(SOON);
        panel.locator("fieldset").first().locator("button", new Locator.LocatorOptions().setHasText("10")).click();
        assertThat(panel.locator(".said-here")).hasText("Saved");
        Locator leave = panel.locator("[data-act=discharge]");
        assertThat(leave).isDisabled();
        panel.locator("label input[maxlength='200']").fill("transferred");
        leave.click();
        assertThat(page.locator("main.page [data-heading]")).hasText("This session is over");
    }

    private static void printed(Page page, String url, String session) throws IOException {
        page.locator("main.page a.button").first().click();
        assertThat(page.locator("[data-part=flowsheet] tbody tr").first()).isVisible(SOON);
        assertThat(page.locator("[data-part=limits] td", new Page.LocatorOptions().setHasText("athlete")))
                .isVisible();
        APIResponse pdf = page.context().request().get(url + "api/v1/sessions/" + session + "/report.pdf");
        assertThat(pdf.headers().get("content-type")).isEqualTo("application/pdf");
        try (PDDocument document = Loader.loadPDF(pdf.body())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Ana Peña", "32 mg", "Nausea", "athlete", "transferred", "SpO2 low");
        }
        page.waitForLoadState(LoadState.LOAD);
    }
}
