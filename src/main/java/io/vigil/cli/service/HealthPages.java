package io.vigil.cli.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.ops.Health;
import io.vigil.ops.Metrics;
import io.vigil.web.Probes;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Health as the web shows it. Live: the loop moves. Ready: nothing at all is wrong.
 *
 * @param keys the public keys that an EHR knows us by, a JWK set
 */
record HealthPages(Health health, Metrics metrics, Supplier<String> keys, SettingsPage settings) {
    Probes probes() {
        return new Probes(
                () -> page("loop"), () -> page(""), metrics::text, keys, () -> settings.json(health.problems()));
    }

    /** @param only the one part that counts; empty for all */
    private Probes.Health page(String only) {
        Map<String, String> problems = health.problems();
        if (!only.isEmpty()) {
            problems.keySet().retainAll(java.util.Set.of(only));
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("status", problems.isEmpty() ? "ok" : "failing");
        ObjectNode reasons = json.putObject("problems");
        problems.forEach(reasons::put);
        return new Probes.Health(problems.isEmpty(), json.toString());
    }
}
