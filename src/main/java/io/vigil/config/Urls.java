package io.vigil.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Addresses in a file. A password belongs in a key of its own, so that an address can be printed. */
final class Urls {
    private static final URI NONE = URI.create("none:///");

    private Urls() {}

    /** A required absolute URL; {@code none:///} after a problem. */
    static URI read(Section section, String key, Set<String> schemes, String example, Findings findings) {
        String text = section.required(key, "give an address such as " + example);
        if (text.isEmpty()) {
            return NONE;
        }
        try {
            URI url = new URI(text);
            if (url.getHost() != null
                    && schemes.contains(String.valueOf(url.getScheme()))
                    && url.getUserInfo() == null) {
                return url;
            }
            if (url.getUserInfo() != null) {
                findings.add(
                        section.place(key), "'" + key + "' holds a user or password; put them in keys of their own");
                return NONE;
            }
        } catch (URISyntaxException bad) {
            // Said below, without the text: it may hold a secret.
        }
        findings.add(section.place(key), "'" + key + "' must be an address such as " + example);
        return NONE;
    }
}
