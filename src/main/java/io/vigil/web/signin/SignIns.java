package io.vigil.web.signin;

import io.vigil.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, in memory: a restart signs everybody out. Each sign-in has two secrets, one for the cookie and one
 * for the Authorization header, of which neither works in the other's place. Any thread.
 */
public final class SignIns {
    /** A shift: a screen must not go blank in the middle of one. */
    static final Duration LONGEST = Duration.ofHours(12);
    /** Whoever administers is signed out when idle. */
    static final Duration ADMIN_IDLE = Duration.ofMinutes(15);
    /** The account is looked at again this often, so that a disabled user is out soon. */
    static final Duration RECHECK = Duration.ofSeconds(30);

    private static final int MOST = 2_000;

    /** How the secret came; each has its own. */
    public enum Way {
        COOKIE,
        BEARER
    }

    /** The secrets, told once. */
    public record Granted(String cookie, String bearer) {}

    private final Clock clock;
    private final Map<String, SignIn> byHash = new ConcurrentHashMap<>();

    public SignIns(Clock clock) {
        this.clock = clock;
    }

    /** @param shared see {@link SignIn#shared} */
    public Granted open(String user, Role role, boolean shared) {
        return open(user, role, shared, false);
    }

    /** For whom the clinic's own accounts vouch; there is no account here to look at again. */
    Granted openFromElsewhere(String user, Role role) {
        return open(user, role, false, true);
    }

    private Granted open(String user, Role role, boolean shared, boolean fromElsewhere) {
        makeRoom();
        Granted granted = new Granted(Secrets.fresh(), Secrets.fresh());
        SignIn signIn = new SignIn(
                user,
                role,
                key(Way.COOKIE, granted.cookie()),
                key(Way.BEARER, granted.bearer()),
                shared,
                fromElsewhere,
                clock.nanos());
        byHash.put(signIn.cookieKey, signIn);
        byHash.put(signIn.bearerKey, signIn);
        return granted;
    }

    /** The living sign-in of a secret; counts as use. */
    public Optional<SignIn> find(Way way, String secret) {
        SignIn signIn = byHash.get(key(way, secret));
        if (signIn == null || !alive(signIn)) {
            return Optional.empty();
        }
        signIn.usedNanos = clock.nanos();
        return Optional.of(signIn);
    }

    /** False once it is too old, idle too long for an admin, signed out or revoked; expired ones are forgotten. */
    public boolean alive(SignIn signIn) {
        long now = clock.nanos();
        boolean young = now - signIn.openedNanos < LONGEST.toNanos();
        boolean used = signIn.role != Role.ADMIN || now - signIn.usedNanos < ADMIN_IDLE.toNanos();
        if (!young || !used) {
            close(signIn);
        }
        return byHash.containsKey(signIn.cookieKey);
    }

    /** True at most once in {@link #RECHECK} for a sign-in: the caller then looks whether the account still stands. */
    public boolean dueForRecheck(SignIn signIn) {
        long now = clock.nanos();
        if (now - signIn.checkedNanos < RECHECK.toNanos()) {
            return false;
        }
        signIn.checkedNanos = now;
        return true;
    }

    public void close(SignIn signIn) {
        byHash.remove(signIn.cookieKey);
        byHash.remove(signIn.bearerKey);
    }

    /** Signs a user out everywhere but there. */
    void closeOthers(String user, @Nullable SignIn but) {
        byHash.values().stream()
                .filter(signIn -> signIn.user.equals(user) && signIn != but)
                .forEach(this::close);
    }

    private void makeRoom() {
        if (byHash.size() >= 2 * MOST) {
            byHash.values().forEach(this::alive);
            byHash.values().stream()
                    .min(Comparator.comparingLong(s -> s.usedNanos))
                    .filter(oldest -> byHash.size() >= 2 * MOST)
                    .ifPresent(this::close);
        }
    }

    private static String key(Way way, String secret) {
        return way + ":" + Secrets.hash(secret);
    }
}
