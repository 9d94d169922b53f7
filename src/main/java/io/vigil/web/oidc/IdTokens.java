package io.vigil.web.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.vigil.time.Clock;
import java.text.ParseException;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;

/**
 * Believes an ID token or not (OpenID Connect Core 3.1.3.7): signed by the provider with a public-key algorithm of this
 * list, for this client, for this sign-in, and now.
 */
final class IdTokens {
    /** No HS…: a shared secret is no proof of who signed; and never none. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

    private static final int SKEW_SECONDS = 30;

    private final OidcOptions options;
    private final Clock clock;

    IdTokens(OidcOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /** @param keys the provider's, as a JWK set */
    JWTClaimsSet believed(String token, String nonce, String keys) throws OidcRefused {
        try {
            var processor = new DefaultJWTProcessor<SecurityContext>();
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys))));
            processor.setJWTClaimsSetVerifier(verifier(nonce));
            JWTClaimsSet claims = processor.process(token, null);
            if (claims.getAudience().size() > 1 && !options.clientId().equals(claims.getStringClaim("azp"))) {
                throw new OidcRefused("the token is for several clients and not from this one");
            }
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException bad) {
            throw new OidcRefused("the ID token is not believed: " + bad.getMessage());
        }
    }

    private DefaultJWTClaimsVerifier<SecurityContext> verifier(String nonce) {
        JWTClaimsSet exactly = new JWTClaimsSet.Builder()
                .issuer(options.issuer().toString())
                .claim("nonce", nonce)
                .build();
        // A hash set: the library asks it for null, which Set.of does not bear.
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        new HashSet<>(Set.of(options.clientId())), exactly, Set.of("sub", "iat", "exp"), Set.of()) {
                    @Override
                    protected Date currentTime() {
                        return new Date(clock.wallMillis());
                    }
                };
        verifier.setMaxClockSkew(SKEW_SECONDS);
        return verifier;
    }
}
