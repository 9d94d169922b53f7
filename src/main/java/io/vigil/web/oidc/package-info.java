/** Signing in with the clinic's own accounts: OpenID Connect, authorization code with PKCE. */
@NullMarked
package io.vigil.web.oidc;

import org.jspecify.annotations.NullMarked;
