package io.vigil.fhir;

/** The one way to an EHR: posts a transaction and waits for what comes of it. Blocking: workers only. */
interface EhrDoor {
    /** @param renewed ask for a new access token first, since the last one was refused */
    Exchange post(String bundle, boolean renewed);
}
