package io.vigil.web.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vigil.time.Clock;
import io.vigil.web.oidc.Pending.Journey;
import io.vigil.web.signin.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The way to the provider and back. {@link #leave} and {@link #back} are blocking: workers only. */
public final class Oidc {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    /** Where to send the browser. @param browser for a cookie of that browser alone, until it is back */
    public record Departure(String location, String browser) {}

    /** Who the provider says it is. */
    public record Person(String user, Role role) {}

    private final OidcOptions options;
    private final Provider provider;
    private final IdTokens tokens;
    private final Pending pending;

    public Oidc(OidcOptions options, Clock clock) {
        this.options = options;
        this.provider = new Provider(options);
        this.tokens = new IdTokens(options, clock);
        this.pending = new Pending(clock);
    }

    public Departure leave() throws OidcRefused {
        String at = provider.endpoints().authorization().toString();
        Journey journey = pending.begin();
        Map<String, String> asked = new LinkedHashMap<>();
        asked.put("response_type", "code");
        asked.put("client_id", options.clientId());
        asked.put("redirect_uri", options.redirect().toString());
        asked.put("scope", "openid profile");
        asked.put("state", journey.state());
        asked.put("nonce", journey.nonce());
        asked.put("code_challenge", challenge(journey.verifier()));
        asked.put("code_challenge_method", "S256");
        return new Departure(at + (at.contains("?") ? "&" : "?") + Provider.encoded(asked), journey.browser());
    }

    /**
     * @param issuer as the answer names it (RFC 9207), none when it does not
     * @param browser the cookie of the browser that is back
     */
    public Person back(String code, String state, @Nullable String issuer, String browser) throws OidcRefused {
        Journey journey = pending.end(state, browser)
                .orElseThrow(() -> new OidcRefused("nobody left with this state, or too long ago"));
        if (issuer != null && !issuer.equals(options.issuer().toString())) {
            throw new OidcRefused("the answer is another issuer's");
        }
        String token = provider.exchange(code, journey.verifier());
        return person(tokens.believed(token, journey.nonce(), provider.keys()));
    }

    private Person person(JWTClaimsSet claims) throws OidcRefused {
        Object name = claims.getClaim(options.userClaim());
        if (!(name instanceof String user) || !NAME.matcher(user).matches()) {
            throw new OidcRefused("the claim '" + options.userClaim() + "' is no user name");
        }
        List<String> words = words(claims.getClaims());
        Optional<Role> role = options.roles().entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return new Person(
                user,
                role.orElseThrow(() -> new OidcRefused("no word of '" + options.roleClaim() + "' is a role here")));
    }

    private List<String> words(Map<String, Object> claims) {
        Object found = claims;
        for (String step : options.roleClaim().split("\\.")) {
            found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
        }
        List<String> words = new ArrayList<>();
        for (Object word : found instanceof List<?> list ? list : found == null ? List.of() : List.of(found)) {
            words.add(String.valueOf(word));
        }
        return words;
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
