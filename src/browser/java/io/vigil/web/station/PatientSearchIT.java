package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is searched for in the EHR, and what is said when it was not heard. */
class PatientSearchIT extends OnDuty {
    private static final String FOUND =
            """
            [{"id":"M1","display":"C. D.","birthDate":"1971-05-06","identifier":{"system":"urn:oid:2.999.1","value":"M1"},
              "reference":"Patient/9","sessions":0,"last":null}]""";

    @Test
    void whoIsChosenIsWhoIsStartedWithItsLink() {
        starting("answered", FOUND);
        assertThat(station.page.getByText("Not linked to the EHR")).isVisible();
        type("cd");
        station.page.locator(".found button").click();

        assertThat(station.page.locator("[name=display]")).hasValue("C. D.");
        assertThat(station.page.locator("[name=id]")).hasValue("M1");
        assertThat(station.page.getByText("Not linked to the EHR")).not().isVisible();
        assertThat(station.page.locator(".found")).hasCount(0);
    }

    @Test
    void nobodyFoundIsSaidApartFromNobodyAsked() {
        starting("answered", "[]");
        type("zz");
        Locator said = station.page.locator("patient-search [role=status]");
        assertThat(said).containsText("Nobody found, neither in the EHR");
        station.page.locator("[name=q]").fill("");
        assertThat(said).hasCount(0);
    }

    @Test
    void anEhrThatDoesNotAnswerIsSaid() {
        starting("unanswered", "[]");
        type("zz");
        assertThat(station.page.locator("patient-search [role=status]")).containsText("The EHR did not answer");
    }

    @Test
    void aSearchThatFailsIsSaid() {
        onDuty(Patients.calm(1));
        station.page.route("**/api/v1/patients?*", Route::abort);
        station.page.evaluate("() => { location.hash = '#/start/2' }");
        type("zz");
        assertThat(station.page.locator("patient-search small")).containsText("did not answer");
    }

    private void starting(String ehr, String found) {
        onDuty(Patients.calm(1));
        station.page.route(
                "**/api/v1/patients?*",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setHeaders(Map.of("Vigil-Ehr", ehr))
                        .setBody(found)));
        station.page.evaluate("() => { location.hash = '#/start/2' }");
    }

    private void type(String words) {
        station.page.locator("[name=q]").fill(words);
    }
}
