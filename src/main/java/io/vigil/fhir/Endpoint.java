package io.vigil.fhir;

import java.net.URI;

/**
 * An EHR's FHIR R4 base address.
 *
 * @param base {@code https://ehr.clinic.org/fhir}; without a query
 * @param test declared by the operator to hold no real charts: only there simulated entries may go
 * @param timeoutMillis for one whole exchange, from the connection to the last byte of the answer; over 0
 */
public record Endpoint(URI base, boolean test, long timeoutMillis) {
    public Endpoint {
        if (base.getHost() == null || base.getQuery() != null) {
            throw new IllegalArgumentException("not the base address of a FHIR server: " + base);
        }
        if (timeoutMillis <= 0) {
            throw new IllegalArgumentException("timeout of " + timeoutMillis + " ms");
        }
    }
}
