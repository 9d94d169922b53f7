package io.vigil.web.signin;

import org.jspecify.annotations.Nullable;

/** One user signed in from one place. Changed by {@link SignIns} only. */
public final class SignIn {
    final String user;
    final Role role;
    final String cookieKey;
    final String bearerKey;
    final boolean shared;
    final boolean fromElsewhere;
    final long openedNanos;
    volatile long usedNanos;
    volatile long checkedNanos;
    volatile Signers.@Nullable Signer signer;

    SignIn(
            String user,
            Role role,
            String cookieKey,
            String bearerKey,
            boolean shared,
            boolean fromElsewhere,
            long nowNanos) {
        this.user = user;
        this.role = role;
        this.cookieKey = cookieKey;
        this.bearerKey = bearerKey;
        this.shared = shared;
        this.fromElsewhere = fromElsewhere;
        this.openedNanos = nowNanos;
        this.usedNanos = nowNanos;
        this.checkedNanos = nowNanos;
    }

    public String user() {
        return user;
    }

    public Role role() {
        return role;
    }

    /** Several people use that screen: whoever acts says by a PIN who they are. */
    public boolean shared() {
        return shared;
    }

    /** From now on, for a while. */
    public void actsAs(Signers.Signer who) {
        signer = who;
    }
}
