package io.vigil.fhir.smart;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vigil.fhir.Credential;
import io.vigil.time.Clock;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens by SMART Backend Services: discovery, a signed assertion, a token that is kept until shortly before its
 * end. Many who ask at once share one request. Any thread, never blocks; keys are read on a worker.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/backend-services.html">SMART Backend Services</a>
 */
public final class SmartCredential implements Credential {
    private static final long AHEAD_MILLIS = 60_000;
    private static final long USUAL_LIFE_S = 300;
    private static final long TIMEOUT_MILLIS = 15_000;
    private static final int LONGEST_ANSWER_BYTES = 65_536;
    /** Beyond it an EHR will soon take our assertions for expired or not yet valid. */
    private static final long SKEW_MILLIS = 60_000;

    private final Vertx vertx;
    private final HttpClientAgent client;
    private final SmartClient settings;
    private final KeyRing keys;
    private final Clock clock;
    private final Supplier<String> unique;

    private final Object guard = new Object();
    private @Nullable Future<Token> asking;
    private @Nullable Token token;
    private volatile String trouble = "";
    private volatile long skewMillis;

    private record Token(String value, long untilNanos) {}

    /** @param unique a fresh unguessable text each time */
    public SmartCredential(
            Vertx vertx,
            HttpClientAgent client,
            SmartClient settings,
            KeyRing keys,
            Clock clock,
            Supplier<String> unique) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.unique = unique;
    }

    @Override
    public Future<String> authorization(boolean renewed) {
        synchronized (guard) {
            Token kept = token;
            if (!renewed && kept != null && clock.nanos() - kept.untilNanos() < 0) {
                return Future.succeededFuture("Bearer " + kept.value());
            }
            if (asking == null) {
                token = null;
                asking = fresh().onComplete(this::answered);
            }
            return asking.map(fresh -> "Bearer " + fresh.value());
        }
    }

    /** Why there is no token, or that the clocks differ; empty when all is well. */
    public Optional<String> problem() {
        if (!trouble.isEmpty()) {
            return Optional.of(trouble);
        }
        return Math.abs(skewMillis) <= SKEW_MILLIS
                ? Optional.empty()
                : Optional.of("this machine's clock and the EHR's differ by " + skewMillis / 1_000
                        + " s; set the time, or the EHR will refuse our signatures");
    }

    private void answered(io.vertx.core.AsyncResult<Token> result) {
        synchronized (guard) {
            asking = null;
            token = result.succeeded() ? result.result() : null;
        }
        trouble = result.succeeded() ? "" : "no access token: " + result.cause().getMessage();
    }

    private Future<Token> fresh() {
        return tokenUrl().compose(url -> assertion(url).compose(assertion -> ask(url, assertion)));
    }

    private Future<URI> tokenUrl() {
        if (settings.tokenUrl().isPresent()) {
            return Future.succeededFuture(settings.tokenUrl().get());
        }
        String discovery = settings.base().toString().replaceAll("/+$", "") + "/.well-known/smart-configuration";
        return exchange(HttpMethod.GET, URI.create(discovery), "").map(found -> {
            String url = found.getString("token_endpoint", "");
            if (url.isEmpty()) {
                throw new IllegalStateException("the EHR's smart-configuration names no token_endpoint");
            }
            URI endpoint = URI.create(url);
            if (!settings.mayAsk(endpoint)) {
                throw new IllegalStateException("the EHR's token endpoint is not https");
            }
            return endpoint;
        });
    }

    private Future<String> assertion(URI url) {
        return vertx.executeBlocking(() -> {
            long now = clock.wallMillis();
            JWK key = keys.signing(now).orElseThrow(() -> new IOException("there is no key; make one with `keys new`"));
            try {
                return Assertion.signed(key, settings.clientId(), url, unique.get(), now);
            } catch (JOSEException unable) {
                throw new IOException("the key " + key.getKeyID() + " cannot sign: " + unable.getMessage(), unable);
            }
        });
    }

    private Future<Token> ask(URI url, String assertion) {
        String form = form(Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                settings.scope(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion));
        long askedNanos = clock.nanos();
        return exchange(HttpMethod.POST, url, form).map(answer -> {
            String value = answer.getString("access_token", "");
            if (value.isEmpty() || !answer.getString("token_type", "bearer").equalsIgnoreCase("bearer")) {
                throw new IllegalStateException("the EHR's answer holds no bearer token");
            }
            long lifeMillis = 1_000 * Math.max(0, answer.getLong("expires_in", USUAL_LIFE_S));
            // A token that lives shorter than the margin is good for half its life.
            long good = Math.max(lifeMillis / 2, lifeMillis - AHEAD_MILLIS);
            return new Token(value, askedNanos + TimeUnit.MILLISECONDS.toNanos(good));
        });
    }

    private Future<JsonObject> exchange(HttpMethod method, URI url, String form) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false)
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("Accept", "application/json");
        if (!form.isEmpty()) {
            options.putHeader("Content-Type", "application/x-www-form-urlencoded");
        }
        return client.request(options)
                .compose(request -> {
                    Future<JsonObject> answer = request.response().compose(response -> read(url, response));
                    return sent(request, form).compose(done -> answer);
                })
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Future<HttpClientResponse> sent(HttpClientRequest request, String form) {
        return form.isEmpty() ? request.send() : request.send(form);
    }

    private Future<JsonObject> read(URI url, HttpClientResponse response) {
        Buffer body = Buffer.buffer();
        response.handler(part -> {
            if (body.length() + part.length() > LONGEST_ANSWER_BYTES) {
                response.request().reset();
            } else {
                body.appendBuffer(part);
            }
        });
        compareClocks(response.getHeader("Date"));
        return response.end().map(done -> {
            JsonObject json = json(body);
            if (response.statusCode() != 200) {
                String error = json.getString("error", "");
                throw new IllegalStateException(url.getHost() + " answered " + response.statusCode()
                        + (error.isEmpty() ? "" : " " + error.replaceAll("[^A-Za-z_]", "?")));
            }
            return json;
        });
    }

    private static JsonObject json(Buffer body) {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException notAnObject) {
            return new JsonObject();
        }
    }

    private void compareClocks(@Nullable String date) {
        if (date == null) {
            return;
        }
        try {
            long theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
            skewMillis = theirs - clock.wallMillis();
        } catch (DateTimeException unreadable) {
            skewMillis = 0;
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
