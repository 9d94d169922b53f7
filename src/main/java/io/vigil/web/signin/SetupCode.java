package io.vigil.web.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;

/**
 * The word by which whoever sees the service's console proves it to the sign-in page. Sixty random bits in twelve signs,
 * none of which is taken for another.
 */
public final class SetupCode {
    private static final String SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int GROUPS = 3;
    private static final int GROUP = 4;

    private SetupCode() {}

    /** {@code K7QM-2XRP-9HTV}. */
    public static String fresh() {
        byte[] random = Secrets.bytes(GROUPS * GROUP);
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < random.length; i++) {
            code.append(i > 0 && i % GROUP == 0 ? "-" : "").append(SIGNS.charAt(random[i] & 31));
        }
        return code.toString();
    }

    /** Takes as long whatever is wrong. Small letters, spaces and missing dashes do not matter. */
    static boolean same(String code, String typed) {
        return MessageDigest.isEqual(digest(code), digest(typed));
    }

    private static byte[] digest(String code) {
        String bare = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return Secrets.hash(bare).getBytes(StandardCharsets.US_ASCII);
    }
}
