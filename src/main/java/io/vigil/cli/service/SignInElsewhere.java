package io.vigil.cli.service;

import io.vigil.config.Secret;
import io.vigil.config.VigilConfig;
import io.vigil.web.oidc.OidcOptions;
import io.vigil.web.signin.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clinic's own accounts as the pages need them. */
final class SignInElsewhere {
    private SignInElsewhere() {}

    static @Nullable OidcOptions of(VigilConfig config) {
        return config.oidc().map(SignInElsewhere::options).orElse(null);
    }

    private static OidcOptions options(VigilConfig.Oidc oidc) {
        Map<String, Role> roles = new LinkedHashMap<>();
        oidc.roles().forEach((word, role) -> Role.ofWire(role).ifPresent(known -> roles.put(word, known)));
        return new OidcOptions(
                oidc.issuer(),
                oidc.clientId(),
                oidc.secret().map(Secret::reveal),
                oidc.redirect(),
                oidc.userClaim(),
                oidc.roleClaim(),
                roles);
    }
}
