package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.port.Accounts.Account;
import io.vigil.web.signin.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that knows nobody lets the first person in by the code on its console, once. */
class FirstAccountIT {
    private static final String PASSWORD = "twelve signs and more";
    private TestStation station;

    @BeforeEach
    void open() throws Exception {
        station = new TestStation();
        station.fakes.accounts.clear();
    }

    @AfterEach
    void close() throws Exception {
        station.close();
    }

    @Test
    void theCodeMakesAnAdminWhoIsSignedInAndThenNobodyElse() {
        assertThat(before()).contains("\"first\":true");
        HttpResponse<String> made = make(FakeSetup.CODE, "ada");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).contains("\"user\":\"ada\"", "\"role\":\"admin\"");
        String cookie = made.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(asCookie(cookie)).isEqualTo(200);
        Account ada = station.fakes.account("ada").orElseThrow();
        assertThat(ada.passwordHash()).startsWith("$argon2id$");
        assertThat(station.login("ada", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(station.fakes.setup.did).containsExactly(new FakeSetup.Did("account.first", "ada", "admin"));
        assertThat(before()).contains("\"first\":false");
        assertThat(make(FakeSetup.CODE, "eve").statusCode()).isEqualTo(410);
        assertThat(station.fakes.accounts).containsOnlyKeys("ada");
    }

    @Test
    void aCodeMayBeTypedCarelessly() {
        assertThat(make(" aaaabbbb cccc", "ada").statusCode()).isEqualTo(200);
    }

    @Test
    void aWrongCodeMakesNobodyAndGuessingIsSlowedDown() {
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = make("AAAA-BBBB-CCC" + (char) ('D' + i), "eve");
            assertThat(wrong.statusCode()).isEqualTo(403);
            assertThat(wrong.body()).contains("urn:vigil:problem:setup-code");
        }
        HttpResponse<String> slow = make(FakeSetup.CODE, "ada");
        assertThat(slow.statusCode()).isEqualTo(429);
        assertThat(slow.headers().firstValue("Retry-After")).isPresent();
        assertThat(station.fakes.accounts).isEmpty();
        station.clock.leap(java.time.Duration.ofSeconds(1));
        assertThat(make(FakeSetup.CODE, "ada").statusCode()).isEqualTo(200);
    }

    @Test
    void whereThereIsAnAccountTheRightCodeIsNoKey() {
        station.fakes.save(new Account("nurse", "nurse", "", true));
        assertThat(make(FakeSetup.CODE, "eve").statusCode()).isEqualTo(410);
        assertThat(make("AAAA", "eve").statusCode()).isEqualTo(410);
        assertThat(station.fakes.accounts).containsOnlyKeys("nurse");
    }

    @Test
    void ofManyAtOnceOneIsMade() {
        List<CompletableFuture<Integer>> all = IntStream.range(0, 5)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> make(FakeSetup.CODE, "user" + i).statusCode()))
                .toList();
        List<Integer> answers = all.stream().map(CompletableFuture::join).toList();
        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 410);
        assertThat(station.fakes.accounts).hasSize(1);
    }

    @Test
    void aShortPasswordAStrangeNameAndTheDemonstrationsAreRefused() {
        assertThat(post("{\"code\":\"%s\",\"user\":\"ada\",\"password\":\"elevensigns\"}".formatted(FakeSetup.CODE))
                        .body())
                .contains("\"field\":\"password\"");
        assertThat(make(FakeSetup.CODE, "<b>").body()).contains("\"field\":\"user\"");
        assertThat(make(FakeSetup.CODE, "demo").body()).contains("\"field\":\"user\"");
        assertThat(station.fakes.accounts).isEmpty();
    }

    @Test
    void aForeignPageCannotMakeIt() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(station.at("/login/first")).header("Origin", "http://evil.example");
        HttpResponse<String> answer = station.send(TestStation.json(request, "POST", body(FakeSetup.CODE, "eve")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(station.fakes.accounts).isEmpty();
    }

    @Test
    void onesOwnPasswordIsChangedWithTheOldOneAndOtherScreensAreOut() throws Exception {
        try (TestStation other = new TestStation()) {
            String here = other.cookie(Role.NURSE);
            String elsewhere = other.cookie(Role.NURSE);
            assertThat(change(other, here, "not it", PASSWORD)).isEqualTo(403);
            assertThat(change(other, here, FakePorts.PASSWORD, "short")).isEqualTo(422);
            assertThat(change(other, here, FakePorts.PASSWORD, PASSWORD)).isEqualTo(204);
            assertThat(other.login("nurse", FakePorts.PASSWORD).statusCode()).isEqualTo(401);
            assertThat(other.login("nurse", PASSWORD).statusCode()).isEqualTo(200);
            assertThat(status(other, here)).isEqualTo(200);
            assertThat(status(other, elsewhere)).isEqualTo(401);
            assertThat(other.fakes.setup.did).containsExactly(new FakeSetup.Did("account.password", "nurse", ""));
            assertThat(other.fakes.account("nurse").orElseThrow().role()).isEqualTo("nurse");
        }
    }

    private static int change(TestStation at, String cookie, String old, String next) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at.at("/api/v1/me/password"))
                .header("Cookie", cookie)
                .header("X-Vigil", "1");
        String body = "{\"password\":\"%s\",\"new_password\":\"%s\"}".formatted(old, next);
        return at.send(TestStation.json(request, "POST", body)).statusCode();
    }

    private static int status(TestStation at, String cookie) {
        return at.send(HttpRequest.newBuilder(at.at("/api/v1/sessions")).header("Cookie", cookie))
                .statusCode();
    }

    private int asCookie(String set) {
        return status(station, set.substring(0, set.indexOf(';')));
    }

    private String before() {
        return station.send(HttpRequest.newBuilder(station.at("/login"))).body();
    }

    private HttpResponse<String> make(String code, String user) {
        return post(body(code, user));
    }

    private static String body(String code, String user) {
        return "{\"code\":\"%s\",\"user\":\"%s\",\"password\":\"%s\"}".formatted(code, user, PASSWORD);
    }

    private HttpResponse<String> post(String body) {
        return station.send(TestStation.json(HttpRequest.newBuilder(station.at("/login/first")), "POST", body));
    }
}
