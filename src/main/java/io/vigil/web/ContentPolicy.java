package io.vigil.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Content-Security-Policy: own files only, no inline script or style, never in a frame. */
final class ContentPolicy {
    static final String HEADER = "Content-Security-Policy";

    /** For what is no page. */
    static final String BARE = "default-src 'none'; frame-ancestors 'none'";

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    private ContentPolicy() {}

    /** An import map must stand inline; it alone is let in, by the hash of its very text. */
    static String of(String html) {
        StringBuilder script = new StringBuilder("'self'");
        Matcher map = IMPORT_MAP.matcher(html);
        while (map.find()) {
            script.append(" 'sha256-").append(sha256(map.group(1))).append('\'');
        }
        return "default-src 'none'; script-src " + script
                + "; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'"
                + "; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
