package io.vigil.web;

import io.vigil.web.signin.Role;
import io.vigil.web.signin.SignIn;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param byCookie the browser sent it by itself, so that the request needs a proof that a page of ours made it
 * @param signIn none for an API token
 * @param admitted still; must not block
 */
record Caller(
        String user, Role role, boolean byCookie, @Nullable SignIn signIn, BooleanSupplier admitted) {
    /** The same request, made by another person at that screen. */
    Caller as(String other, Role theirs) {
        return new Caller(other, theirs, byCookie, signIn, admitted);
    }
}
