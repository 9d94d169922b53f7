package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.web.signin.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A screen in the ward that everybody uses: what is done there is done by whoever said so with a PIN. */
class SharedScreenIT extends AtTheStation {
    private static final String NOTE = "/api/v1/sessions/s1/note";

    @Test
    void withoutAPinNothingIsDoneButAllIsSeen() {
        String cookie = shared("viewer");
        assertThat(get(cookie, "/api/v1/sessions").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = note(cookie);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("urn:vigil:problem:pin\"");
        assertThat(station.fakes.acted).isEmpty();
    }

    @Test
    void whatIsDoneIsThatPersonsWithinTheirRoleForTwoMinutes() {
        String cookie = shared("viewer");
        assertThat(sign(cookie, "nurse", FakePorts.PIN).body()).contains("\"user\":\"nurse\"", "\"role\":\"nurse\"");
        assertThat(note(cookie).statusCode()).isEqualTo(200);
        assertThat(station.fakes.acted.get(0).by()).isEqualTo("nurse");
        station.clock.leap(Duration.ofSeconds(119));
        assertThat(note(cookie).statusCode()).isEqualTo(200);
        station.clock.leap(Duration.ofSeconds(2));
        assertThat(note(cookie).statusCode()).isEqualTo(403);
        assertThat(station.fakes.acted).hasSize(2);
    }

    @Test
    void aPinGivesNoMoreThanItsRole() {
        String cookie = shared("nurse");
        choosePin("viewer", "1357");
        assertThat(sign(cookie, "viewer", "1357").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = note(cookie);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("forbidden");
    }

    @Test
    void aPinOfOneScreenSaysNothingAtAnother() {
        String here = shared("viewer");
        String there = shared("viewer");
        sign(here, "nurse", FakePorts.PIN);
        assertThat(note(there).statusCode()).isEqualTo(403);
    }

    @Test
    void guessingIsSlowedDownAndTheRightPinIsThenRefusedToo() {
        String cookie = shared("viewer");
        for (int i = 0; i < 5; i++) {
            assertThat(sign(cookie, "nurse", "000" + i).statusCode()).isEqualTo(403);
        }
        HttpResponse<String> slowed = sign(cookie, "nurse", FakePorts.PIN);
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        assertThat(station.login("nurse", FakePorts.PASSWORD).statusCode())
                .as("a password is another door")
                .isEqualTo(200);
        station.clock.leap(Duration.ofSeconds(2));
        assertThat(sign(cookie, "nurse", FakePorts.PIN).statusCode()).isEqualTo(200);
    }

    @Test
    void aDisabledUsersPinIsNobodys() {
        String cookie = shared("viewer");
        var nurse = Objects.requireNonNull(station.fakes.accounts.get("nurse"));
        station.fakes.accounts.put(
                "nurse", new io.vigil.session.port.Accounts.Account("nurse", "nurse", nurse.passwordHash(), true));
        assertThat(sign(cookie, "nurse", FakePorts.PIN).statusCode()).isEqualTo(403);
        assertThat(sign(cookie, "nobody", FakePorts.PIN).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "123456789", "7777", "12a4", " 1234"})
    void aPinThatIsEasilyGuessedOrNoneIsRefused(String pin) {
        assertThat(choose("nurse", FakePorts.PASSWORD, pin).statusCode()).isEqualTo(422);
    }

    @Test
    void choosingAPinTakesThePassword() {
        assertThat(choose("nurse", "wrong", "9753").statusCode()).isEqualTo(403);
        assertThat(choose("nurse", FakePorts.PASSWORD, "9753").statusCode()).isEqualTo(204);
        String cookie = shared("viewer");
        assertThat(sign(cookie, "nurse", FakePorts.PIN).statusCode()).isEqualTo(403);
        assertThat(sign(cookie, "nurse", "9753").statusCode()).isEqualTo(200);
    }

    @Test
    void aScreenOfOneOwnNeedsNoPin() {
        assertThat(note(station.cookie(Role.NURSE)).statusCode()).isEqualTo(200);
    }

    private String shared(String user) {
        String body = "{\"user\":\"%s\",\"password\":\"%s\",\"shared\":true}".formatted(user, FakePorts.PASSWORD);
        String set = station.send(TestStation.json(HttpRequest.newBuilder(station.at("/login")), "POST", body))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    private HttpResponse<String> sign(String cookie, String user, String pin) {
        return send(cookie, "/api/v1/signer", "{\"user\":\"%s\",\"pin\":\"%s\"}".formatted(user, pin));
    }

    private void choosePin(String user, String pin) {
        assertThat(choose(user, FakePorts.PASSWORD, pin).statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> choose(String user, String password, String pin) {
        return station.post(
                Role.ofWire(user).orElseThrow(),
                "/api/v1/me/pin",
                "{\"password\":\"%s\",\"pin\":\"%s\"}".formatted(password, pin));
    }

    private HttpResponse<String> note(String cookie) {
        return send(cookie, NOTE, "{\"text\":\"calm\"}");
    }

    private HttpResponse<String> send(String cookie, String path, String body) {
        return station.send(TestStation.json(
                HttpRequest.newBuilder(station.at(path))
                        .header("Cookie", cookie)
                        .header("X-Vigil", "1"),
                "POST",
                body));
    }

    private HttpResponse<String> get(String cookie, String path) {
        return station.send(HttpRequest.newBuilder(station.at(path)).header("Cookie", cookie));
    }
}
