package io.vigil.fhir.smart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vigil.time.Clock;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authorisation server that checks signatures with the JDK alone, so that no library judges its own work. */
class SmartCredentialIT {
    private static final long START = 1_777_888_800_000L;
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong(START);
    private final List<Map<String, String>> forms = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> assertionIds = Collections.synchronizedSet(new HashSet<>());
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
    private volatile String date = "";
    private volatile int expiresIn = 300;
    private volatile String tokenPath = "/auth/token";
    private Vertx vertx;
    private HttpClientAgent client;
    private KeyRing ring;
    private URI server;

    @BeforeEach
    void open() throws Exception {
        vertx = Vertx.vertx();
        client = vertx.createHttpClient();
        ring = new KeyRing(folder);
        ring.create("RS384", START);
        int port = now(vertx.createHttpServer().requestHandler(this::serve).listen(0, "127.0.0.1"))
                .actualPort();
        server = URI.create("http://127.0.0.1:" + port);
    }

    @AfterEach
    void close() throws Exception {
        now(vertx.close());
    }

    @Test
    void aTokenIsAskedWithASignatureThatTheJdkFindsTrue() throws Exception {
        assertThat(now(credential().authorization(false))).isEqualTo("Bearer token-1");

        Map<String, String> form = forms.get(0);
        assertThat(form).containsEntry("grant_type", "client_credentials").containsEntry("scope", "system/*.crus");
        assertThat(form)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        String[] parts = Objects.requireNonNull(form.get("client_assertion")).split("\\.");
        assertThat(verified(parts)).isTrue();
        JsonObject claims = new JsonObject(new String(BASE64.decode(parts[1]), StandardCharsets.UTF_8));
        assertThat(claims.getString("iss")).isEqualTo("vigil-clinic");
        assertThat(claims.getString("sub")).isEqualTo("vigil-clinic");
        assertThat(claims.getString("aud")).isEqualTo(server + "/auth/token");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isBetween(1L, 300L);
    }

    @Test
    void manyWhoAskAtOnceShareOneTokenUntilItIsNearlyOver() throws Exception {
        SmartCredential credential = credential();
        List<Future<String>> asked = IntStream.range(0, 50)
                .mapToObj(i -> credential.authorization(false))
                .toList();
        for (Future<String> each : asked) {
            assertThat(now(each)).isEqualTo("Bearer token-1");
        }
        now.addAndGet(239_000);
        assertThat(now(credential.authorization(false))).isEqualTo("Bearer token-1");
        now.addAndGet(2_000);
        assertThat(now(credential.authorization(false))).isEqualTo("Bearer token-2");
        assertThat(now(credential.authorization(true))).isEqualTo("Bearer token-3");
        assertThat(assertionIds).hasSize(3);
    }

    @Test
    void aTokenOfOneMinuteIsUsedForHalfOfIt() throws Exception {
        expiresIn = 60;
        SmartCredential credential = credential();
        now(credential.authorization(false));
        now.addAndGet(29_000);
        assertThat(now(credential.authorization(false))).isEqualTo("Bearer token-1");
        now.addAndGet(2_000);
        assertThat(now(credential.authorization(false))).isEqualTo("Bearer token-2");
    }

    @Test
    void aRefusalIsSaidAndIsForgottenWithTheNextToken() throws Exception {
        faults.add("invalid_client");
        SmartCredential credential = credential();
        assertThatThrownBy(() -> now(credential.authorization(false))).hasMessageContaining("400 invalid_client");
        assertThat(credential.problem())
                .hasValueSatisfying(
                        words -> assertThat(words).contains("no access token").doesNotContain("eyJ"));

        assertThat(now(credential.authorization(false))).isEqualTo("Bearer token-1");
        assertThat(credential.problem()).isEmpty();
    }

    @Test
    void clocksThatDifferAreSaidBeforeTheSignaturesAreRefused() throws Exception {
        date = "Mon, 04 May 2026 10:05:00 GMT";
        SmartCredential credential = credential();
        now(credential.authorization(false));

        assertThat(credential.problem())
                .hasValueSatisfying(words -> assertThat(words).contains("clock", "differ by 300 s"));
    }

    @Test
    void aRedirectIsNotFollowedWithOurSignature() {
        tokenPath = "/elsewhere";
        assertThatThrownBy(() -> now(credential().authorization(false))).hasMessageContaining("302");
    }

    @Test
    void aTokenEndpointInTheClearIsRefusedForARealEndpoint() {
        SmartCredential real =
                credential(new SmartClient(server, "vigil-clinic", "system/*.crus", Optional.empty(), false));
        assertThatThrownBy(() -> now(real.authorization(false))).hasMessageContaining("not https");
        assertThat(forms).isEmpty();
    }

    @Test
    void withoutAKeyTheMendIsNamed() throws Exception {
        ring.retire(ring.entries(START).get(0).id());
        assertThatThrownBy(() -> now(credential().authorization(false))).hasMessageContaining("keys new");
    }

    private SmartCredential credential() {
        return credential(new SmartClient(server, "vigil-clinic", "system/*.crus", Optional.empty(), true));
    }

    private SmartCredential credential(SmartClient settings) {
        Clock clock = new Clock() {
            @Override
            public long wallMillis() {
                return now.get();
            }

            @Override
            public long nanos() {
                return now.get() * 1_000_000;
            }
        };
        return new SmartCredential(
                vertx, client, settings, ring, clock, () -> UUID.randomUUID().toString());
    }

    private void serve(HttpServerRequest request) {
        if (!date.isEmpty()) {
            request.response().putHeader("Date", date);
        }
        if (request.path().endsWith("/.well-known/smart-configuration")) {
            request.response()
                    .end(new JsonObject()
                            .put("token_endpoint", server + tokenPath)
                            .encode());
        } else if (request.path().equals("/elsewhere")) {
            request.response()
                    .setStatusCode(302)
                    .putHeader("Location", server + "/auth/token")
                    .end();
        } else {
            request.body().onSuccess(body -> request.response().end(token(request, body.toString())));
        }
    }

    private String token(HttpServerRequest request, String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&")) {
            String[] pair = field.split("=", 2);
            form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
        }
        forms.add(form);
        if (!faults.isEmpty()) {
            request.response().setStatusCode(400);
            return new JsonObject().put("error", faults.remove(0)).encode();
        }
        String claims = Objects.requireNonNull(form.get("client_assertion")).split("\\.")[1];
        String id = new JsonObject(new String(BASE64.decode(claims), StandardCharsets.UTF_8)).getString("jti");
        assertionIds.add(id);
        return new JsonObject()
                .put("access_token", "token-" + assertionIds.size())
                .put("token_type", "Bearer")
                .put("expires_in", expiresIn)
                .encode();
    }

    private boolean verified(String[] parts) throws Exception {
        JsonObject header = new JsonObject(new String(BASE64.decode(parts[0]), StandardCharsets.UTF_8));
        assertThat(header.getString("alg")).isEqualTo("RS384");
        JsonArray keys = new JsonObject(ring.publicSet()).getJsonArray("keys");
        JsonObject key = keys.getJsonObject(0);
        assertThat(header.getString("kid")).isEqualTo(key.getString("kid"));
        RSAPublicKeySpec spec = new RSAPublicKeySpec(
                new BigInteger(1, BASE64.decode(key.getString("n"))),
                new BigInteger(1, BASE64.decode(key.getString("e"))));
        Signature signature = Signature.getInstance("SHA384withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(BASE64.decode(parts[2]));
    }

    private static <T> T now(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException failed) {
            throw failed.getCause() instanceof Exception cause ? cause : failed;
        }
    }
}
