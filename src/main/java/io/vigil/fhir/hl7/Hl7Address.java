package io.vigil.fhir.hl7;

import java.net.URI;

/**
 * Where HL7 v2 messages go.
 *
 * @param tls {@code mllps}
 * @param test declared by the operator to hold no real charts
 * @param application the receiver's, MSH-5; empty where the site has not said, as {@code facility}, MSH-6
 * @param timeoutMillis for the connection, and again for one whole exchange; over 0
 */
public record Hl7Address(
        String host, int port, boolean tls, boolean test, String application, String facility, long timeoutMillis) {
    /** Registered for MLLP. */
    public static final int USUAL_PORT = 2575;

    public Hl7Address {
        if (timeoutMillis <= 0) {
            throw new IllegalArgumentException("timeout of " + timeoutMillis + " ms");
        }
    }

    /** @param url {@code mllp://host:2575} or {@code mllps://host:2575} */
    public static Hl7Address of(URI url, boolean test, String application, String facility, long timeoutMillis) {
        int port = url.getPort() < 0 ? USUAL_PORT : url.getPort();
        return new Hl7Address(
                url.getHost(), port, "mllps".equals(url.getScheme()), test, application, facility, timeoutMillis);
    }
}
