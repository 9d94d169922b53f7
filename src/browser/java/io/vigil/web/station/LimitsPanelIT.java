package io.vigil.web.station;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits of one metric and side, told apart and kept in their order. */
class LimitsPanelIT extends OnDuty {
    private Locator panel;

    @BeforeEach
    void atTheLimits() {
        JsonObject session = Patients.calm(1);
        JsonArray rules = new JsonArray();
        rule(session, rules, "sbp.high.warn", "medium", "sbp", 160, 1, 0);
        rule(session, rules, "sbp.high.crit", "high", "sbp", 180, 2, 0);
        rule(session, rules, "sbp.high.extreme", "high", "sbp", 200, 1, 0);
        rule(session, rules, "pr.high.warn", "medium", "pr", 120, 1, 30);
        rule(session, rules, "pr.high.crit", "high", "pr", 140, 1, 15);
        stub.protocols = new JsonArray().add(new JsonObject().put("id", "iv-40min").put("rules", rules));
        onDuty(session);
        station.tile(1).locator(".patient").click();
        panel = station.panel("limits");
    }

    @Test
    void noTwoRowsHaveOneName() {
        assertThat(panel.locator(".limits-list li button > span"))
                .hasText(new String[] {
                    "PR upper medium priority, after 30 s",
                    "PR upper high priority, after 15 s",
                    "SBP upper medium priority, at once",
                    "SBP upper high priority, 2 readings",
                    "SBP upper high priority, at once"
                });
    }

    @Test
    void aLimitThatCouldNeverComeFirstIsWarnedOf() {
        choose("SBP upper medium");
        Locator warning = panel.locator(".hold p");
        wish("179");
        assertThat(warning).hasCount(0);
        // The urgent one waits for a second reading there.
        wish("180");
        assertThat(warning).hasCount(0);
        wish("181");
        assertThat(warning)
                .hasText(
                        "The high priority alarm stands at 180: with this limit it would come first, and this one would warn of nothing.");
        wish("205");
        assertThat(warning).hasCount(2);
        panel.locator("button", new Locator.LocatorOptions().setHasText("Other limits")).click();
        choose("PR upper high");
        wish("120");
        assertThat(warning)
                .hasText(
                        "The medium priority alarm stands at 120: with this limit this one would come first, and that one would warn of nothing.");
    }

    @Test
    void thePreviewNamesEachAlarmItWouldHaveGiven() {
        JsonObject one = new JsonObject()
                .put("alarm", "sbp.high.warn")
                .put("priority", "medium")
                .put("value", 158)
                .put("raised", StationStub.now().toString());
        JsonObject none = new JsonObject().put("medium", new JsonObject().put("alarms", 1));
        stub.answers.put(
                "/api/v1/sessions/s1/limits/preview",
                new JsonObject()
                        .put("alarm", "sbp.high.warn")
                        .put("proposed", 155)
                        .put("before", new JsonObject())
                        .put("after", none)
                        .put("alarms", new JsonArray().add(one))
                        .put("added", new JsonArray().add(one))
                        .put("gone", new JsonArray()));
        choose("SBP upper medium");
        wish("155");
        panel.locator("button", new Locator.LocatorOptions().setHasText("What would have alarmed?")).click();
        assertThat(panel.locator(".preview li")).hasCount(1);
        assertThat(panel.locator(".preview li")).containsText("SBP 158 > 155");
    }

    /** However calm the curve is: 210 is above all that was measured. */
    @Test
    void aLimitIsNeverOutsideTheScale() {
        Object axes = station.page.evaluate("""
                async () => {
                  const { trendOptions } = await import("/js/session/trend-options.js");
                  const data = { from: 0, to: 1, spo2: [], pulse: [], cuffs: [], events: [] };
                  const reading = (limit_low, limit_high) => ({ limit_low, limit_high });
                  const readings = { spo2: reading(80, null), pr: reading(30, 190), sbp: reading(90, 210), dbp: reading(30, 100) };
                  const session = { phases: ["dosing"], phase: "dosing", started: new Date(0).toISOString(), baseline: {}, readings };
                  return trendOptions(data, session, {}, 600).yAxis.slice(1).map(({ min, max }) => min + "-" + max);
                }""");
        assertThat(axes).isEqualTo(List.of("75-100", "25-195", "25-215"));
    }

    private void choose(String name) {
        panel.locator(".limits-list button", new Locator.LocatorOptions().setHasText(name)).first().click();
    }

    private void wish(String limit) {
        panel.locator(".stepper input").fill(limit);
    }

    private static void rule(
            JsonObject session, JsonArray rules, String id, String priority, String metric, int limit, int count, int delay) {
        rules.add(new JsonObject()
                .put("id", id)
                .put("kind", "limit_high")
                .put("priority", priority)
                .put("metrics", new JsonArray().add(metric))
                .put("limit", limit)
                .put("count", count)
                .put("delay_s", delay));
        session.getJsonObject("limits").put(id, new JsonObject().put("limit", limit).put("default", limit));
    }
}
