package io.vigil.web.oidc;

import io.vigil.web.signin.Role;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose accounts are believed, and who is what here.
 *
 * @param issuer exactly as the provider writes it in its tokens
 * @param secret none for a public client, which PKCE alone then protects
 * @param redirect the address of {@code /oidc/callback} as browsers reach it
 * @param userClaim of the ID token, whose value stands in every audit record
 * @param roleClaim of the ID token, with dots into nested objects; one word or a list
 * @param roles what a word of that claim makes of a person; of several the first in this order counts
 */
public record OidcOptions(
        URI issuer,
        String clientId,
        Optional<String> secret,
        URI redirect,
        String userClaim,
        String roleClaim,
        Map<String, Role> roles) {
    public OidcOptions {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "OidcOptions[" + issuer + ", " + clientId + "]";
    }
}
