package io.vigil.web;

import java.util.function.Supplier;

/**
 * What the service says of itself; called on workers.
 *
 * @param metrics Prometheus text format 0.0.4
 * @param keys a JWK set of the public keys this service signs with; empty sets are sets too
 * @param settings the configuration in force and what is wrong now, schema {@code Settings}; never a secret
 */
public record Probes(
        Supplier<Health> live,
        Supplier<Health> ready,
        Supplier<String> metrics,
        Supplier<String> keys,
        Supplier<String> settings) {
    /** @param json an object that says why; without names of patients */
    public record Health(boolean ok, String json) {}
}
