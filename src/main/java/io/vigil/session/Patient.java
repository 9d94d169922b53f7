package io.vigil.session;

import org.jspecify.annotations.Nullable;

/**
 * Who wears the devices. Names never reach a log or an MQTT payload.
 *
 * @param id the clinic's own id, unique at the site
 * @param display as the nurse sees it, {@code A. B.}
 * @param birthDate ISO date, the second identifier
 * @param identifier the EHR's business identifier, where known
 * @param reference {@code Patient/123} in the EHR; without it nothing is sent, it waits visibly
 */
public record Patient(
        String id,
        String display,
        String birthDate,
        @Nullable Identifier identifier,
        @Nullable String reference) {

    public record Identifier(String system, String value) {}
}
