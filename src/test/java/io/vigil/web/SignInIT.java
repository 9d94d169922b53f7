package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.session.port.Accounts.Account;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.signin.Passwords;
import io.vigil.web.signin.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInIT extends AtTheStation {
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String NOTE = "/api/v1/sessions/s1/note";

    @Test
    void aLoginGivesACookieAndATokenAndNeitherWorksInTheOthersPlace() throws Exception {
        HttpResponse<String> login = station.login("nurse", FakePorts.PASSWORD);
        assertThat(login.statusCode()).isEqualTo(200);
        String set = login.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain("Secure");
        String token = new ObjectMapper().readTree(login.body()).path("token").asText();
        String cookie = set.substring(set.indexOf('=') + 1, set.indexOf(';'));
        assertThat(cookie).hasSizeGreaterThanOrEqualTo(22).isNotEqualTo(token);
        assertThat(with("Authorization", "Bearer " + token)).isEqualTo(200);
        assertThat(with("Cookie", "vigil_session=" + cookie)).isEqualTo(200);
        assertThat(with("Authorization", "Bearer " + cookie)).isEqualTo(401);
        assertThat(with("Cookie", "vigil_session=" + token)).isEqualTo(401);
    }

    @Test
    void eachLoginHasANewSecretAndLogoutVoidsIt() {
        String first = station.cookie(Role.NURSE);
        assertThat(station.cookie(Role.NURSE)).isNotEqualTo(first);
        assertThat(with("Cookie", first)).isEqualTo(200);
        HttpResponse<String> out = station.send(TestStation.json(
                HttpRequest.newBuilder(station.at("/logout"))
                        .header("Cookie", first)
                        .header("X-Vigil", "1"),
                "POST",
                ""));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(with("Cookie", first)).isEqualTo(401);
    }

    @Test
    void aShiftLongSignInEndsAndAnIdleAdminIsOutSooner() {
        String nurse = station.cookie(Role.NURSE);
        String admin = station.cookie(Role.ADMIN);
        station.clock.leap(Duration.ofMinutes(16));
        assertThat(with("Cookie", admin)).isEqualTo(401);
        assertThat(with("Cookie", nurse)).isEqualTo(200);
        station.clock.leap(Duration.ofHours(12));
        assertThat(with("Cookie", nurse)).isEqualTo(401);
    }

    @Test
    void aDisabledUserIsOutSoon() {
        String cookie = station.cookie(Role.NURSE);
        station.fakes.save(new Account("nurse", "nurse", "", true));
        assertThat(with("Authorization", "Bearer token-nurse")).isEqualTo(401);
        station.clock.leap(Duration.ofSeconds(31));
        await().atMost(Duration.ofSeconds(5)).until(() -> with("Cookie", cookie) == 401);
    }

    @Test
    void aDeadStoreSignsNobodyOut() {
        String cookie = station.cookie(Role.NURSE);
        station.fakes.storeDown = true;
        station.clock.leap(Duration.ofSeconds(31));
        assertThat(with("Cookie", cookie)).isEqualTo(200);
        assertThat(with("Cookie", cookie)).isEqualTo(200);
        assertThat(with("Authorization", "Bearer token-nurse")).isEqualTo(503);
    }

    @Test
    void wrongPasswordUnknownUserAndDisabledUserLookAlike() {
        station.fakes.save(new Account("gone", "nurse", Passwords.hash(FakePorts.PASSWORD), true));
        String wrong = station.login("nurse", "not it").body();
        assertThat(station.login("nobody", FakePorts.PASSWORD).body()).isEqualTo(wrong);
        assertThat(station.login("gone", FakePorts.PASSWORD).body()).isEqualTo(wrong);
        assertThat(wrong).contains("\"status\":401");
    }

    @Test
    void guessingIsSlowedDownAfterFiveFailuresAndTimeForgives() {
        for (int i = 0; i < 5; i++) {
            assertThat(station.login("nurse", "guess " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> slow = station.login("nurse", FakePorts.PASSWORD);
        assertThat(slow.statusCode()).isEqualTo(429);
        assertThat(slow.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(station.login("clinician", FakePorts.PASSWORD).statusCode()).isEqualTo(200);
        station.clock.leap(Duration.ofSeconds(1));
        assertThat(station.login("nurse", FakePorts.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void theCookieAloneChangesNothing() {
        String cookie = station.cookie(Role.NURSE);
        String own = station.at("").toString();
        assertThat(note(cookie)).isEqualTo(403);
        assertThat(note(cookie, "Origin", "http://evil.example")).isEqualTo(403);
        assertThat(note(cookie, "X-Vigil", "1", "Origin", "http://evil.example"))
                .isEqualTo(403);
        assertThat(station.fakes.acted).isEmpty();
        assertThat(note(cookie, "X-Vigil", "1")).isEqualTo(200);
        assertThat(note(cookie, "Origin", own)).isEqualTo(200);
        assertThat(station.fakes.acted).hasSize(2);
    }

    @Test
    void aForeignPageCannotSignItsVisitorIn() {
        HttpRequest.Builder login =
                HttpRequest.newBuilder(station.at("/login")).header("Origin", "http://evil.example");
        String body = "{\"user\":\"nurse\",\"password\":\"%s\"}".formatted(FakePorts.PASSWORD);
        HttpResponse<String> answer = station.send(TestStation.json(login, "POST", body));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theDemoUserComesInHereOnly() throws Exception {
        Account demo = new Account("demo", "nurse", Passwords.hash("demo"), false);
        station.fakes.save(demo);
        assertThat(station.login("demo", "demo").statusCode()).isEqualTo(200);
        try (TestStation open = new TestStation(WebOptions.plain("0.0.0.0", 0), LiveLimits.DEFAULT)) {
            open.fakes.save(demo);
            assertThat(open.login("demo", "demo").statusCode()).isEqualTo(401);
            assertThat(open.login("nurse", FakePorts.PASSWORD).statusCode()).isEqualTo(200);
        }
    }

    private int with(String header, String value) {
        return station.send(HttpRequest.newBuilder(station.at(SESSIONS)).header(header, value))
                .statusCode();
    }

    private int note(String cookie, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(station.at(NOTE)).header("Cookie", cookie);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return station.send(TestStation.json(request, "POST", "{\"text\":\"x\"}"))
                .statusCode();
    }
}
