package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.Sessions;
import io.vigil.web.signin.Role;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A saturation of 89 for ten seconds; the limit is 88, with 5 s of patience and 5 s to clear. */
class PreviewIT extends AtTheStation {
    private static final String PREVIEW = "/api/v1/sessions/s1/limits/preview";

    private JsonNode preview(double limit) throws Exception {
        HttpResponse<String> answer =
                station.post(Role.NURSE, PREVIEW, "{\"alarm\":\"spo2.low.crit\",\"limit\":" + limit + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String at(int second) {
        return Instant.ofEpochMilli(Sessions.T0 + second * 1_000L).toString();
    }

    @Test
    void aTighterLimitWouldHaveAlarmed() throws Exception {
        JsonNode preview = preview(92);

        assertThat(preview.path("present").asDouble()).isEqualTo(88);
        assertThat(preview.path("before").path("high").path("alarms").asInt()).isZero();
        assertThat(preview.path("after").path("high").path("alarms").asInt()).isEqualTo(1);
        // 89 from second 10: raised at 15; 97 from second 20: over at 25.
        JsonNode added = preview.path("added");
        assertThat(added).hasSize(1);
        assertThat(Instant.parse(added.get(0).path("raised").asText())).isEqualTo(Instant.parse(at(15)));
        assertThat(Instant.parse(added.get(0).path("ended").asText())).isEqualTo(Instant.parse(at(25)));
        assertThat(preview.path("after").path("high").path("in_alarm_s").asDouble())
                .isEqualTo(10);
        assertThat(preview.path("gone")).isEmpty();
        assertThat(preview.path("alarms")).as("each by its value and its time").hasSize(1);
        assertThat(preview.path("alarms").get(0).path("value").asDouble()).isEqualTo(89);
    }

    @Test
    void aLimitThatMakesNoDifferenceSaysSoAndNothingIsDone() throws Exception {
        JsonNode preview = preview(87);

        assertThat(preview.path("added")).isEmpty();
        assertThat(preview.path("gone")).isEmpty();
        assertThat(station.fakes.acted).isEmpty();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThat(station.post(Role.NURSE, PREVIEW, "{\"alarm\":\"spo2.low.crit\",\"limit\":84}")
                        .statusCode())
                .as("outside the bounds of 85 to 95")
                .isEqualTo(422);
        assertThat(station.post(Role.NURSE, PREVIEW, "{\"alarm\":\"tech.spo2.stale\",\"limit\":90}")
                        .statusCode())
                .as("no limit")
                .isEqualTo(422);
        assertThat(station.post(
                                Role.NURSE,
                                "/api/v1/sessions/none/limits/preview",
                                "{\"alarm\":\"spo2.low.crit\",\"limit\":90}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(station.post(Role.VIEWER, PREVIEW, "{\"alarm\":\"spo2.low.crit\",\"limit\":90}")
                        .statusCode())
                .isEqualTo(403);
    }
}
