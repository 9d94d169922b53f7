package io.vigil.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vigil.time.Clock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An OpenID provider of this machine. It holds to PKCE; what its tokens say, a test may bend. */
final class FakeIssuer implements AutoCloseable {
    static final String CLIENT = "vigil";
    static final String SECRET = "client-secret-of-some-length-1234";

    /** Makes a token of claims; honest unless a test says otherwise. */
    interface Minting {
        String token(JWTClaimsSet claims) throws Exception;
    }

    /** Made once: keys take their time. */
    private static final RSAKey OWN = rsa("k1");

    static final RSAKey STRANGERS = rsa("k1");

    final RSAKey key = OWN;
    volatile UnaryOperator<JWTClaimsSet.Builder> bend = claims -> claims;
    volatile Minting minting = claims -> signed(claims, key, JWSAlgorithm.RS256);
    /** Where the token endpoint sends its caller instead of answering. */
    volatile String detour = "";

    volatile int exchanges;
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final Clock clock;

    FakeIssuer(Clock clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer":"%s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys"}
                """.formatted(url())));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::token);
        server.start();
    }

    /** No more bending. */
    void behave() {
        bend = claims -> claims;
        minting = claims -> signed(claims, key, JWSAlgorithm.RS256);
        detour = "";
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A person signs in there. @return the code with which the browser is sent back */
    String authorize(URI from) {
        String code = UUID.randomUUID().toString();
        asked.put(code, form(from.getRawQuery()));
        return code;
    }

    private void token(HttpExchange exchange) throws IOException {
        exchanges++;
        if (!detour.isEmpty()) {
            exchange.getResponseHeaders().set("Location", detour);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> request = Objects.requireNonNullElse(asked.remove(form.getOrDefault("code", "")), Map.of());
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean honest = !request.isEmpty()
                && basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && Objects.equals(request.get("redirect_uri"), form.get("redirect_uri"))
                && Objects.equals(request.get("code_challenge"), challenge(form.getOrDefault("code_verifier", "")));
        if (!honest) {
            exchange.sendResponseHeaders(400, -1);
            exchange.close();
            return;
        }
        try {
            answer(
                    exchange,
                    "{\"id_token\":\""
                            + minting.token(bend.apply(claims(request)).build()) + "\"}");
        } catch (Exception bent) {
            throw new IOException(bent);
        }
    }

    private JWTClaimsSet.Builder claims(Map<String, String> request) {
        long now = clock.wallMillis();
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject("248289761001")
                .audience(CLIENT)
                .claim("nonce", request.get("nonce"))
                .claim("preferred_username", "ana")
                .claim("realm_access", Map.of("roles", List.of("staff", "vigil-nurse")))
                .issueTime(new Date(now))
                .expirationTime(new Date(now + 60_000));
    }

    static String signed(JWTClaimsSet claims, RSAKey with, JWSAlgorithm algorithm) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(algorithm).keyID(with.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(with));
        return token.serialize();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> form(String text) {
        Map<String, String> form = new HashMap<>();
        for (String field : text.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                form.put(
                        field.substring(0, equals),
                        URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
