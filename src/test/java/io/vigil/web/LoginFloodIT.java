package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.web.signin.Role;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Ten thousand guesses, a tenth of them in a build. */
class LoginFloodIT {
    private static final int GUESSES = "full".equals(System.getProperty("vigil.dose")) ? 10_000 : 1_000;

    @Test
    void aFloodOfGuessesIsHeldBackAndWhoIsInStaysIn() throws Exception {
        try (TestStation station = new TestStation()) {
            String cookie = station.cookie(Role.NURSE);
            Map<Integer, Integer> answers = new TreeMap<>();
            for (int guess = 0; guess < GUESSES; guess++) {
                // One account, and names from a list, in turn.
                String user = guess % 2 == 0 ? "clinician" : "user" + guess;
                answers.merge(station.login(user, "guess number " + guess).statusCode(), 1, Integer::sum);
            }
            assertThat(answers.keySet()).containsExactly(401, 429);
            assertThat(answers.get(401))
                    .as("guesses that were compared with a password: five at the account, one each at twenty names")
                    .isLessThanOrEqualTo(25);
            assertThat(station.login("nurse", FakePorts.PASSWORD).statusCode())
                    .as("a colleague at the same address, while it goes on")
                    .isEqualTo(200);
            assertThat(station.send(HttpRequest.newBuilder(station.at("/api/v1/sessions"))
                                    .header("Cookie", cookie))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(station.get(Role.VIEWER, "/api/v1/sessions").statusCode())
                    .isEqualTo(200);
            station.clock.leap(Duration.ofMinutes(5));
            assertThat(station.login("clinician", FakePorts.PASSWORD).statusCode())
                    .as("five minutes after the last guess that counted")
                    .isEqualTo(200);
        }
    }
}
