package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.oidc.OidcOptions;
import io.vigil.web.signin.Role;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With the clinic's own accounts: who comes in, and every way in which nobody does. */
class OidcIT {
    private FakeIssuer issuer;
    private TestStation station;

    @BeforeEach
    void open() throws Exception {
        FakeClock clock = new FakeClock();
        issuer = new FakeIssuer(clock);
        OidcOptions options = new OidcOptions(
                URI.create(issuer.url()),
                FakeIssuer.CLIENT,
                Optional.of(FakeIssuer.SECRET),
                URI.create("http://127.0.0.1:1/oidc/callback"),
                "preferred_username",
                "realm_access.roles",
                Map.of("vigil-nurse", Role.NURSE));
        station = new TestStation(new WebOptions("127.0.0.1", 0, null, Set.of(), options), LiveLimits.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        station.close();
        issuer.close();
    }

    /** A browser that has left for the provider. */
    private record Left(URI to, String cookie) {
        String state() {
            return FakeIssuer.form(to.getRawQuery()).getOrDefault("state", "");
        }
    }

    @Test
    void aNurseOfTheClinicComesInByHerOwnNameAndRole() {
        Left left = leave();
        Map<String, String> asked = FakeIssuer.form(left.to().getRawQuery());
        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", FakeIssuer.CLIENT)
                .containsEntry("code_challenge_method", "S256");
        assertThat(asked.get("scope")).contains("openid");
        HttpResponse<String> back = back(left, issuer.authorize(left.to()), left.state(), "");
        assertThat(back.headers().firstValue("Location")).hasValue("/");
        String cookie = session(back).orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/;");
        HttpResponse<String> note = note(cookie.substring(0, cookie.indexOf(';')));
        assertThat(note.statusCode()).isEqualTo(200);
        assertThat(station.fakes.acted.get(0).by()).isEqualTo("ana");
    }

    @Test
    void theLookAgainAtTheAccountsDoesNotPutHerOut() {
        Left left = leave();
        String cookie = session(back(left, issuer.authorize(left.to()), left.state(), ""))
                .orElseThrow();
        station.clock.leap(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            assertThat(note(cookie.substring(0, cookie.indexOf(';'))).statusCode())
                    .isEqualTo(200);
        }
    }

    static Stream<Arguments> bentClaims() {
        return Stream.of(
                bent("another sign-in's nonce", claims -> claims.claim("nonce", "another")),
                bent("no nonce", claims -> claims.claim("nonce", null)),
                bent("another client", claims -> claims.audience("other")),
                bent("several clients, not from this one", claims -> claims.audience(List.of("vigil", "other"))),
                bent(
                        "from another client",
                        claims -> claims.audience(List.of("vigil", "other")).claim("azp", "other")),
                bent("another issuer", claims -> claims.issuer("https://evil.example")),
                bent("expired", claims -> claims.expirationTime(new Date(FakeClock.START_MILLIS - 60_000))),
                bent("never expires", claims -> claims.expirationTime(null)),
                bent("not yet", claims -> claims.notBeforeTime(new Date(FakeClock.START_MILLIS + 600_000))),
                bent("nobody", claims -> claims.subject(null)),
                bent("no role here", claims -> claims.claim("realm_access", Map.of("roles", List.of("staff")))),
                bent("no roles", claims -> claims.claim("realm_access", "vigil-nurse")),
                bent("no name", claims -> claims.claim("preferred_username", null)),
                bent("a name for the log", claims -> claims.claim("preferred_username", "ana\nadmin")),
                bent("a local user's name", claims -> claims.claim("preferred_username", "admin")));
    }

    private static Arguments bent(String name, UnaryOperator<JWTClaimsSet.Builder> how) {
        return Arguments.of(name, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bentClaims")
    void aTokenThatSaysAnythingElseSignsNobodyIn(String name, UnaryOperator<JWTClaimsSet.Builder> how) {
        issuer.bend = how;
        refused();
        assertThat(issuer.exchanges).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSignatures")
    void aTokenThatIsNotTheProvidersSignsNobodyIn(String name, FakeIssuer.Minting minting) {
        issuer.minting = minting;
        refused();
        assertThat(issuer.exchanges).isEqualTo(1);
    }

    static Stream<Arguments> badSignatures() {
        return Stream.of(
                Arguments.of("alg none", (FakeIssuer.Minting) claims -> new PlainJWT(claims).serialize()),
                Arguments.of("another key", (FakeIssuer.Minting)
                        claims -> FakeIssuer.signed(claims, FakeIssuer.STRANGERS, JWSAlgorithm.RS256)),
                Arguments.of("an algorithm not agreed on", (FakeIssuer.Minting)
                        claims -> FakeIssuer.signed(claims, FakeIssuer.STRANGERS, JWSAlgorithm.RS512)),
                Arguments.of("the client's own secret", (FakeIssuer.Minting)
                        claims -> mac(claims, FakeIssuer.SECRET.getBytes(StandardCharsets.UTF_8))),
                Arguments.of("nothing like a token", (FakeIssuer.Minting) claims -> "a.b.c"));
    }

    /** The public key, which everybody has, as if it were a shared secret. */
    @Test
    void thePublicKeyIsNoSecret() {
        issuer.minting = claims -> mac(claims, issuer.key.toRSAPublicKey().getEncoded());
        refused();
    }

    private static String mac(JWTClaimsSet claims, byte[] secret) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build(), claims);
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    @Test
    void aStateThatNobodyLeftWithIsRefusedBeforeAnyCodeIsSpent() {
        Left left = leave();
        String code = issuer.authorize(left.to());
        assertThat(session(back(left, code, "another", ""))).isEmpty();
        assertThat(session(send("/oidc/callback?state=" + left.state(), left.cookie())))
                .isEmpty();
        assertThat(session(send("/oidc/callback?error=access_denied&state=" + left.state(), left.cookie())))
                .isEmpty();
        assertThat(issuer.exchanges).isZero();
    }

    @Test
    void anotherBrowserDoesNotComeInWithIt() {
        Left left = leave();
        Left other = leave();
        String code = issuer.authorize(left.to());
        assertThat(session(send("/oidc/callback?code=" + code + "&state=" + left.state(), "vigil_oidc=guess")))
                .isEmpty();
        assertThat(session(back(other, code, left.state(), ""))).isEmpty();
        assertThat(session(send("/oidc/callback?code=" + code + "&state=" + left.state(), "x=y")))
                .isEmpty();
        assertThat(issuer.exchanges).isZero();
    }

    @Test
    void theSameWayBackLeadsInOnce() {
        Left left = leave();
        assertThat(session(back(left, issuer.authorize(left.to()), left.state(), "")))
                .isPresent();
        assertThat(session(back(left, issuer.authorize(left.to()), left.state(), "")))
                .isEmpty();
        assertThat(issuer.exchanges).isEqualTo(1);
    }

    @Test
    void whoStaysAwayTooLongBeginsAgain() {
        Left left = leave();
        station.clock.leap(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(session(back(left, issuer.authorize(left.to()), left.state(), "")))
                .isEmpty();
        assertThat(issuer.exchanges).isZero();
    }

    @Test
    void anotherIssuersAnswerIsRefused() {
        Left left = leave();
        assertThat(session(back(left, issuer.authorize(left.to()), left.state(), "&iss=https%3A%2F%2Fevil.example")))
                .isEmpty();
        assertThat(issuer.exchanges).isZero();
    }

    @Test
    void aCodeThatBelongsToAnotherVerifierGivesNothing() {
        Left left = leave();
        Left other = leave();
        assertThat(session(back(other, issuer.authorize(left.to()), other.state(), "")))
                .isEmpty();
        assertThat(issuer.exchanges).isEqualTo(1);
    }

    @Test
    void theProviderSendsUsNowhereElse() {
        issuer.detour = station.at("/health/live").toString();
        refused();
        assertThat(issuer.exchanges).isEqualTo(1);
    }

    @Test
    void aProviderThatIsAwayLeadsBackToTheSignInPageWhichStillWorks() {
        issuer.close();
        HttpResponse<String> start = send("/oidc/start", "x=y");
        assertThat(start.headers().firstValue("Location")).hasValue("/?signin=refused");
        assertThat(station.login("nurse", FakePorts.PASSWORD).statusCode()).isEqualTo(200);
    }

    private void refused() {
        Left left = leave();
        HttpResponse<String> back = back(left, issuer.authorize(left.to()), left.state(), "");
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(back.headers().firstValue("Location")).hasValue("/?signin=refused");
        assertThat(session(back)).isEmpty();
        honestlyAdmitted();
    }

    /** Lest the refusal had another reason. */
    private void honestlyAdmitted() {
        int before = issuer.exchanges;
        issuer.behave();
        Left left = leave();
        assertThat(session(back(left, issuer.authorize(left.to()), left.state(), "")))
                .isPresent();
        issuer.exchanges = before;
    }

    private Left leave() {
        HttpResponse<String> start = send("/oidc/start", "x=y");
        assertThat(start.statusCode()).isEqualTo(302);
        String cookie = start.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("vigil_oidc=").contains("HttpOnly", "SameSite=Lax");
        URI to = URI.create(start.headers().firstValue("Location").orElseThrow());
        assertThat(to.toString()).startsWith(issuer.url() + "/authorize?");
        return new Left(to, cookie.substring(0, cookie.indexOf(';')));
    }

    private HttpResponse<String> back(Left left, String code, String state, String more) {
        return send("/oidc/callback?code=" + code + "&state=" + state + more, left.cookie());
    }

    private HttpResponse<String> send(String path, String cookie) {
        return station.send(HttpRequest.newBuilder(station.at(path)).header("Cookie", cookie));
    }

    private HttpResponse<String> note(String cookie) {
        return station.send(TestStation.json(
                HttpRequest.newBuilder(station.at("/api/v1/sessions/s1/note"))
                        .header("Cookie", cookie)
                        .header("X-Vigil", "1"),
                "POST",
                "{\"text\":\"calm\"}"));
    }

    private static Optional<String> session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("vigil_session="))
                .findFirst();
    }
}
