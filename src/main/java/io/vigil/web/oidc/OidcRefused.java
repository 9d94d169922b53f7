package io.vigil.web.oidc;

/** The provider, or what it sent, is not to be believed; the message is for the log and names no token and no person. */
public final class OidcRefused extends Exception {
    private static final long serialVersionUID = 1;

    OidcRefused(String message) {
        super(message);
    }
}
