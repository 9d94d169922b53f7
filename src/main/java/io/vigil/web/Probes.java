package io.vigil.web;

import java.util.function.Supplier;

/**
 * What the service says of itself; called on workers.
 *
 * @param metrics Prometheus text format 0.0.4
 */
public record Probes(Supplier<Health> live, Supplier<Health> ready, Supplier<String> metrics) {
    /** @param json an object that says why; without names of patients */
    public record Health(boolean ok, String json) {}
}
