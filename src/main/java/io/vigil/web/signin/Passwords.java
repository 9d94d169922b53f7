package io.vigil.web.signin;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argon2id with explicit parameters (OWASP: 19 MiB, two passes, one lane). Costs tens of milliseconds and 19 MiB:
 * workers only.
 */
public final class Passwords {
    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    /** A stored hash may not ask for more than this, lest one row eats the machine. */
    private static final int MOST_MEMORY_KIB = 65_536;

    private static final int MOST_PASSES = 10;
    private static final int SALT_BYTES = 16;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(?<memory>\\d{1,6}),t=(?<passes>\\d{1,3}),p=[1-4]\\$[\\w+/]+\\$[\\w+/]+");

    /** Checked against when there is no such user, so that the answer takes as long. */
    private static final String NOBODY = hash(Secrets.fresh());

    private Passwords() {}

    /** @return in the PHC form {@code $argon2id$v=19$m=…}; salted, so never the same twice */
    public static String hash(CharSequence password) {
        byte[] plain = password.toString().getBytes(StandardCharsets.UTF_8);
        return ARGON2ID.hash(plain, Secrets.bytes(SALT_BYTES)).getResult();
    }

    /** Spends the time of a comparison without one. */
    static void pretend(CharSequence password) {
        matches(password, NOBODY);
    }

    /** @return false also for a hash that is not argon2id or asks for absurd cost */
    public static boolean matches(CharSequence password, String hash) {
        Matcher form = FORM.matcher(hash);
        // Before password4j sees it: it takes the memory a hash asks for at once.
        boolean affordable = form.matches()
                && Integer.parseInt(form.group("memory")) <= MOST_MEMORY_KIB
                && Integer.parseInt(form.group("passes")) <= MOST_PASSES;
        try {
            return affordable && Argon2Function.getInstanceFromHash(hash).check(password, hash);
        } catch (RuntimeException e) {
            // password4j has no checked refusal for a garbled row.
            return false;
        }
    }
}
