package io.vigil.fhir;

import io.vigil.session.port.ChartOutbox.Backlog;

/**
 * How the way to the EHR stands, for health and metrics. Holds no patient data: {@code lastError} is what came over the
 * wire without the EHR's own words.
 *
 * @param backlog as last counted
 * @param oldestAgeMillis of the oldest undelivered row, 0 when there is none
 * @param lastError empty when none since the start
 * @param failuresInARow of the lane; 0 while it flows
 * @param waitMillis until the next attempt, as decided after the last one; 0 while it flows
 * @param delivered rows since the start, as the next two
 */
public record DeliveryStatus(
        Circuit circuit,
        Backlog backlog,
        long oldestAgeMillis,
        String lastError,
        int failuresInARow,
        long waitMillis,
        long delivered,
        long retried,
        long quarantined) {
    public enum Circuit {
        /** Rows go out as they come. */
        FLOWING,
        /** The last attempt failed; waiting for the next. */
        WAITING,
        /** The EHR forbids us to write: nothing goes out until a person asks again. */
        STOPPED
    }
}
