package io.vigil.web.signin;

/** One user signed in from one place. Changed by {@link SignIns} only. */
public final class SignIn {
    final String user;
    final Role role;
    final String cookieKey;
    final String bearerKey;
    final long openedNanos;
    volatile long usedNanos;
    volatile long checkedNanos;

    SignIn(String user, Role role, String cookieKey, String bearerKey, long nowNanos) {
        this.user = user;
        this.role = role;
        this.cookieKey = cookieKey;
        this.bearerKey = bearerKey;
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
}
