package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A date of birth in the station's language, whichever the browser's is. */
class DateFieldIT extends OnDuty {
    @ParameterizedTest
    @CsvSource({
        // day, month, year; what it comes to; what is amiss
        "3, 2, 1980, 1980-02-03, ''",
        "03, 02, 1980, 1980-02-03, ''",
        "29, 2, 2000, 2000-02-29, ''",
        "29, 2, 1999, '', nosuch",
        "31, 4, 1980, '', nosuch",
        "0, 4, 1980, '', nosuch",
        "12, 13, '', '', nosuch",
        "x, 4, 1980, '', nosuch",
        // never guessed from two digits
        "3, 2, 80, '', ''",
        "3, '', 1980, '', ''",
        "1, 1, 1900, 1900-01-01, ''",
        "31, 12, 1899, '', outside",
        "6, 5, 2026, 2026-05-06, ''",
        "7, 5, 2026, '', outside",
    })
    void aDateIsOneOnlyWhenItIsWhole(String day, String month, String year, String iso, String problem) {
        station.open(stub.url());
        Object told = station.page.evaluate("""
                async ([day, month, year]) =>
                  (await import("/js/words/birth-date.js")).dateOf({ day, month, year }, "2026-05-06")""", List.of(day, month, year));
        assertThat(told).isEqualTo(Map.of("iso", iso, "problem", problem));
    }

    @Test
    void aSpanishStationOnAnEnglishBrowserAsksInSpanishAndByKeyboardAlone() {
        station.close();
        station = new StationPage(browsers.browser, 1280, 800, ColorScheme.DARK, "en-US");
        station.open(stub.url());
        station.page.locator(".sign-in [lang=es]").click();
        stub.show(Patients.calm(1));
        station.enterAsDemoNurse();
        station.page.evaluate("() => { location.hash = '#/start/2' }");
        Locator date = station.page.locator("fieldset.date");
        assertThat(date.locator("legend")).hasText("Fecha de nacimiento");
        assertThat(date.locator("label span")).hasText(new String[] {"Día", "Mes (1–12)", "Año"});
        station.page.locator("[name=display]").fill("J. K.");
        station.page.keyboard().press("Tab");
        station.page.keyboard().type("31/2/1980");
        assertThat(date.locator(".problem")).hasText("Ese día no existe.");
        assertThat(station.page.locator(".check.two")).not().isVisible();
        date.locator("[name=birthDate-month]").fill("3");
        assertThat(date.locator(".problem")).hasText("");
        assertThat(station.page.locator(".check.two b")).hasText(new String[] {"J. K.", "1980-03-31"});
        date.locator("[name=birthDate-year]").fill("80");
        station.page.keyboard().press("Tab");
        assertThat(station.page.locator("[name=id]")).isFocused();
        assertThat(date.locator(".problem")).hasText("Día, mes y el año con cuatro cifras.");
        assertThat(station.page.locator(".check.two")).not().isVisible();
    }

    /** A scanner types a whole date wherever the cursor stands. */
    @Test
    void aWholeDateGoesIntoAllThree() {
        onDuty(Patients.calm(1));
        station.page.evaluate("() => { location.hash = '#/start/2' }");
        station.page.locator("[name=birthDate-year]").fill("1970-05-06");
        assertThat(station.page.locator("[name=birthDate-day]")).hasValue("06");
        assertThat(station.page.locator("[name=birthDate-month]")).hasValue("05");
        assertThat(station.page.locator("[name=birthDate-year]")).hasValue("1970");
    }
}
