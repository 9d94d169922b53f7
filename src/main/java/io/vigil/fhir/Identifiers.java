package io.vigil.fhir;

import io.vigil.session.ChartEntry;
import io.vigil.session.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.hl7.fhir.r4.model.Identifier;

/**
 * Business identifiers by which an EHR knows what it already has. The systems are fixed for ever: changing one would
 * chart everything still in flight a second time.
 *
 * <p>A value uses only {@code A-Z a-z 0-9 . _ : - / ~}, so that it means the same in JSON, in a URL and in a FHIR token
 * search, where {@code | , $ \} would need escapes that servers disagree about: {@code |} of the key becomes {@code /},
 * every other byte outside the alphabet becomes {@code ~} and two hex digits. No two keys share a value. Values over
 * {@value #LONGEST} characters (some servers index only 200) keep a readable head and end in {@code ~~} and the SHA-256.
 */
public final class Identifiers {
    public static final String OBSERVATION_SYSTEM = "urn:uuid:a4b74155-e280-40a3-a9b2-68004064e701";
    public static final String DEVICE_SYSTEM = "urn:uuid:dcc30ce9-36d2-4b4c-99ea-7e718be65da9";
    public static final String PATIENT_SYSTEM = "urn:uuid:8d111a85-f145-479e-aa48-0fadb5a2d508";

    static final int LONGEST = 160;
    private static final int HEAD = 90;
    private static final String PLAIN = ".-_:";
    private static final HexFormat HEX = HexFormat.of();

    private Identifiers() {}

    public static Identifier observation(ChartEntry entry) {
        return of(entry.resource());
    }

    /** Of whatever was charted under that key, Observation or not. */
    static Identifier of(String key) {
        return new Identifier().setSystem(OBSERVATION_SYSTEM).setValue(value(key));
    }

    public static Identifier device(ChartEntry entry) {
        return device(entry.site(), entry.device());
    }

    static Identifier device(Site site, String device) {
        return new Identifier().setSystem(DEVICE_SYSTEM).setValue(value(site.id() + "|" + device));
    }

    /** The clinic's own patient id, for an entry whose patient is not yet linked to the EHR. */
    static Identifier patient(ChartEntry entry) {
        return new Identifier()
                .setSystem(PATIENT_SYSTEM)
                .setValue(value(entry.site().id() + "|" + entry.patient().id()));
    }

    /** The safe, unique and stable form of a key. */
    public static String value(String key) {
        StringBuilder safe = new StringBuilder(key.length() + 8);
        for (byte octet : key.getBytes(StandardCharsets.UTF_8)) {
            append(safe, octet);
        }
        return safe.length() <= LONGEST ? safe.toString() : safe.substring(0, HEAD) + "~~" + sha256(key);
    }

    private static void append(StringBuilder safe, byte octet) {
        char c = (char) (octet & 0xff);
        if (c == '|') {
            safe.append('/');
        } else if (isPlain(c)) {
            safe.append(c);
        } else {
            safe.append('~').append(HEX.toHexDigits(octet));
        }
    }

    private static boolean isPlain(char c) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    /** {@code identifier=system|value}, percent-encoded, for {@code ifNoneExist} and searches. */
    static String query(Identifier identifier) {
        return "identifier="
                + URLEncoder.encode(identifier.getSystem() + "|" + identifier.getValue(), StandardCharsets.UTF_8);
    }

    /** The same for the same identifier, so that a bundle sent again is byte for byte the one sent before. */
    public static String fullUrl(Identifier identifier) {
        String name = identifier.getSystem() + "|" + identifier.getValue();
        return "urn:uuid:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
