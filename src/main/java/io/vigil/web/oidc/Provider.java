package io.vigil.web.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Talks to the provider: where it is, a code for a token, its keys. Follows no redirect. Blocking: workers only. */
final class Provider {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST = 256 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the provider describes itself. */
    record Endpoints(URI authorization, URI token, URI keys) {}

    private final OidcOptions options;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private volatile @Nullable Endpoints known;

    Provider(OidcOptions options) {
        this.options = options;
    }

    /** Asked once; a failure may be tried again. */
    Endpoints endpoints() throws OidcRefused {
        Endpoints endpoints = known;
        if (endpoints == null) {
            String issuer = options.issuer().toString();
            String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            JsonNode told = send(HttpRequest.newBuilder(URI.create(base + "/.well-known/openid-configuration")));
            if (!issuer.equals(told.path("issuer").asText())) {
                throw new OidcRefused("the provider describes itself as another issuer");
            }
            endpoints = new Endpoints(
                    endpoint(told, "authorization_endpoint"),
                    endpoint(told, "token_endpoint"),
                    endpoint(told, "jwks_uri"));
            known = endpoints;
        }
        return endpoints;
    }

    /** @return the ID token, not yet believed */
    String exchange(String code, String verifier) throws OidcRefused {
        Map<String, String> form = Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                options.redirect().toString(),
                "client_id",
                options.clientId(),
                "code_verifier",
                verifier);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoints().token())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form)));
        options.secret().ifPresent(secret -> request.header("Authorization", basic(secret)));
        String token = send(request).path("id_token").asText();
        if (token.isEmpty()) {
            throw new OidcRefused("the provider gave no ID token");
        }
        return token;
    }

    /** Its signing keys as they are now. */
    String keys() throws OidcRefused {
        return send(HttpRequest.newBuilder(endpoints().keys())).toString();
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String basic(String secret) {
        String both = URLEncoder.encode(options.clientId(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode send(HttpRequest.Builder request) throws OidcRefused {
        HttpRequest whole =
                request.timeout(PATIENCE).header("Accept", "application/json").build();
        try {
            HttpResponse<InputStream> answer = client.send(whole, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(LARGEST + 1);
                if (answer.statusCode() != 200 || bytes.length > LARGEST) {
                    throw new OidcRefused(whole.uri().getPath() + " answered " + answer.statusCode());
                }
                return JSON.readTree(bytes);
            }
        } catch (IOException unreachable) {
            throw new OidcRefused(
                    whole.uri().getPath() + ": " + unreachable.getClass().getSimpleName());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new OidcRefused("interrupted");
        }
    }

    /** What the provider names must be as safe as itself: a code sent in the clear is anybody's. */
    private URI endpoint(JsonNode told, String name) throws OidcRefused {
        URI uri;
        try {
            uri = URI.create(told.path(name).asText());
        } catch (IllegalArgumentException garbled) {
            throw new OidcRefused(name + " is no address");
        }
        boolean secure = "https".equals(uri.getScheme());
        boolean here =
                "http".equals(uri.getScheme()) && "http".equals(options.issuer().getScheme()) && loopback(uri);
        if (!secure && !here) {
            throw new OidcRefused(name + " is not https");
        }
        return uri;
    }

    private static boolean loopback(URI uri) {
        try {
            return InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (IOException unknown) {
            return false;
        }
    }
}
