package io.vigil.fhir;

import io.vigil.fhir.DeliveryStatus.Circuit;
import io.vigil.session.port.ChartOutbox.Backlog;

/** Counts what a lane does and publishes it. Written by the lane's worker, read by any thread. */
final class Tally {
    private static final Backlog NOTHING_COUNTED = new Backlog(0, 0, 0, 0, 0);

    private volatile DeliveryStatus status = new DeliveryStatus(Circuit.FLOWING, NOTHING_COUNTED, 0, "", 0, 0, 0, 0, 0);
    private String lastError = "";
    private long delivered;
    private long retried;
    private long quarantined;

    void delivered() {
        delivered++;
    }

    void retried() {
        retried++;
    }

    void quarantined() {
        quarantined++;
    }

    /** @param error without anything an EHR said in its own words */
    void error(String error) {
        lastError = error;
    }

    void publish(Circuit circuit, int failures, long waitMillis, Backlog backlog, long nowMillis) {
        long oldest = backlog.oldestPendingMillis();
        long age = oldest == 0 ? 0 : Math.max(0, nowMillis - oldest);
        status = new DeliveryStatus(
                circuit, backlog, age, lastError, failures, waitMillis, delivered, retried, quarantined);
    }

    DeliveryStatus status() {
        return status;
    }
}
