package io.vigil.web.signin;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

/**
 * Argon2id with explicit parameters (OWASP: 19 MiB, two passes, one lane). Costs tens of milliseconds and 19 MiB:
 * workers only.
 */
public final class Passwords {
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    /** A stored hash may not ask for more than this, lest one row eats the machine. */
    private static final int MOST_MEMORY_KIB = 65_536;

    private static final int MOST_PASSES = 10;

    /** Checked against when there is no such user, so that the answer takes as long. */
    private static final String NOBODY = hash(Secrets.fresh());

    private Passwords() {}

    /** @return in the PHC form {@code $argon2id$v=19$m=…}; salted, so never the same twice */
    public static String hash(CharSequence password) {
        return ARGON2ID.hash(password).getResult();
    }

    /** Spends the time of a comparison without one. */
    static void pretend(CharSequence password) {
        matches(password, NOBODY);
    }

    /** @return false also for a hash that is not argon2id or asks for absurd cost */
    public static boolean matches(CharSequence password, String hash) {
        if (!hash.startsWith("$argon2id$")) {
            return false;
        }
        try {
            Argon2Function stored = Argon2Function.getInstanceFromHash(hash);
            return stored.getMemory() <= MOST_MEMORY_KIB
                    && stored.getIterations() <= MOST_PASSES
                    && stored.check(password, hash);
        } catch (RuntimeException e) {
            // password4j has no checked refusal for a garbled row.
            return false;
        }
    }
}
