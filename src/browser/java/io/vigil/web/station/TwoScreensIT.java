package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.cli.demo.Demo;
import io.vigil.config.Listen;
import io.vigil.time.Clock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nurses at two screens of the real service do the same thing at the same moment. */
class TwoScreensIT {
    private static final String CHAIR = "7";
    /** Nobody measures this patient's saturation. */
    private static final String UNSEEN = "tech.spo2.stale";

    @Test
    void twoWhoActAtOnceHaveOneEffectAndSeeOneResult(@TempDir Path data) throws Exception {
        try (Demo demo = Demo.start(Clock.system(), new Listen("127.0.0.1", 0), data, 1, List.of());
                Browsers browsers = new Browsers();
                StationPage one = new StationPage(browsers.browser, 1280, 800, ColorScheme.DARK, "en-GB");
                StationPage other = new StationPage(browsers.browser, 1280, 800, ColorScheme.LIGHT, "es-ES")) {
            String url = "http://127.0.0.1:" + demo.service().httpPort() + "/";
            one.open(url).enterAsDemoNurse();
            other.open(url).enterAsDemoNurse();
            String session = started(one, url);
            acknowledge(one, other, url, session);
            takeBack(one, other, url, session);
            assertThat(one.complaints).isEmpty();
            assertThat(other.complaints).isEmpty();
        }
    }

    /** A patient in a chair without devices, whose saturation nobody measures: that is an alarm soon. */
    private static String started(StationPage station, String url) {
        JsonObject patient = new JsonObject().put("id", "p-7").put("display", "Q. R.").put("birthDate", "1971-01-01");
        JsonObject body = new JsonObject()
                .put("patient", patient)
                .put("protocol", "iv-40min")
                .put("chair", CHAIR)
                .put("devices", new JsonArray())
                .put("weight_kg", 70);
        return new JsonObject(post(station, url + "api/v1/sessions", body).text()).getString("id");
    }

    private static void acknowledge(StationPage one, StationPage other, String url, String session) {
        for (StationPage station : List.of(one, other)) {
            station.page.navigate(url + "#/session/" + session);
        }
        Locator asking = one.page.locator(".alarm-list .line[data-alarm='" + UNSEEN + "'] button.ack");
        assertThat(asking).isEnabled();
        Locator here = one.page.locator(".alarm-list .line[data-alarm='" + UNSEEN + "']");
        Locator there = other.page.locator(".alarm-list .line[data-alarm='" + UNSEEN + "']");
        assertThat(there.locator("button.ack")).isEnabled();
        both(one.page, other.page, ".alarm-list .line[data-alarm='" + UNSEEN + "'] button.ack");
        assertThat(here).hasAttribute("data-state", "acked");
        assertThat(there).hasAttribute("data-state", "acked");
        assertThat(here.locator(".since")).containsText("demo");
        assertThat(there.locator(".since")).hasText(here.locator(".since").innerText());
        assertThat(events(one, url, session, UNSEEN + " acknowledged")).isEqualTo(1);
    }

    private static void takeBack(StationPage one, StationPage other, String url, String session) {
        post(one, url + "api/v1/sessions/" + session + "/baseline", new JsonObject().put("sbp", 118).put("dbp", 74));
        for (StationPage station : List.of(one, other)) {
            assertThat(station.page.locator(".facts button")).isVisible();
        }
        both(one.page, other.page, ".facts button");
        assertThat(one.page.locator(".facts button")).hasCount(0);
        assertThat(other.page.locator(".facts button")).hasCount(0);
        assertThat(events(one, url, session, "undo")).isEqualTo(1);
    }

    /** Both fingers come down at the same moment of the one clock that both browsers have here. */
    private static void both(Page one, Page other, String selector) {
        long at = Clock.system().wallMillis() + 1_000;
        String press = "([selector, at]) => { setTimeout(() => document.querySelector(selector)?.click(), at - Date.now()); }";
        one.evaluate(press, List.of(selector, (double) at));
        other.evaluate(press, List.of(selector, (double) at));
    }

    /** How often it is on record as done; what was asked in vain is there too, and is not counted. */
    private static long events(StationPage station, String url, String session, String what) {
        String all = station.context.request().get(url + "api/v1/sessions/" + session + "/events").text();
        return new JsonArray(all)
                .stream()
                        .map(one -> (JsonObject) one)
                        .filter(one -> what.equals(one.getString("what")))
                        .filter(one -> "applied".equals(new JsonObject(one.getString("detail")).getString("result", "applied")))
                        .count();
    }

    private static APIResponse post(StationPage station, String address, JsonObject body) {
        APIResponse answer = station.context
                .request()
                .post(
                        address,
                        RequestOptions.create()
                                .setHeader("Content-Type", "application/json")
                                .setHeader("X-Vigil", "1")
                                .setData(body.encode()));
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer;
    }
}
