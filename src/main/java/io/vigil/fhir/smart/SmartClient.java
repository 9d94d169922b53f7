package io.vigil.fhir.smart;

import java.net.URI;
import java.util.Optional;

/**
 * Who we are to an EHR.
 *
 * @param base the FHIR base address, under which the EHR describes itself
 * @param clientId as the EHR registered us
 * @param scope what we ask for, for example {@code system/Observation.crus}
 * @param tokenUrl where it is not to be looked up
 * @param test the operator declares the endpoint to hold no real charts: only then tokens may be asked without TLS
 */
public record SmartClient(URI base, String clientId, String scope, Optional<URI> tokenUrl, boolean test) {
    boolean mayAsk(URI endpoint) {
        return "https".equals(endpoint.getScheme()) || test && "http".equals(endpoint.getScheme());
    }
}
