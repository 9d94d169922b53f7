package io.vigil.fhir;

import io.vertx.core.Future;

/** Where the {@code Authorization} header comes from. Called on any thread; must not block. */
@FunctionalInterface
public interface Credential {
    /**
     * The header's value, {@code Bearer …}; empty for none.
     *
     * @param renewed true when the EHR has refused the last one: do not answer from a cache
     */
    Future<String> authorization(boolean renewed);

    /** The one that is none. */
    Credential NONE = renewed -> Future.succeededFuture("");

    static Credential none() {
        return NONE;
    }
}
