package io.vigil.fhir;

/** Single requests to an EHR. Blocking: workers only. */
@FunctionalInterface
interface EhrCalls {
    /**
     * @param path below the base, with its query; empty for the base itself
     * @param body empty for none
     * @param ifMatch the header's value, empty for none
     */
    record Call(String method, String path, String body, String ifMatch) {
        static Call get(String path) {
            return new Call("GET", path, "", "");
        }
    }

    /** @param renewed ask for a new access token first, since the last one was refused */
    Exchange call(Call call, boolean renewed);
}
