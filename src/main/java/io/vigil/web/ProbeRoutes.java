package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How the service is, for supervisors and Prometheus. */
final class ProbeRoutes {
    private final Probes probes;
    private final WorkerExecutor workers;

    /** On workers of its own: a store that holds up all others must not make the service look dead. */
    ProbeRoutes(Vertx vertx, Probes probes) {
        this.probes = probes;
        this.workers = vertx.createSharedWorkerExecutor("vigil-probes", 2);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/health/live", Access.PUBLIC, ctx -> health(ctx, probes.live())),
                Endpoint.get("/health/ready", Access.PUBLIC, ctx -> health(ctx, probes.ready())),
                Endpoint.get("/.well-known/jwks.json", Access.PUBLIC, this::keys),
                Endpoint.get("/metrics", Access.LOCAL_OR_ALL, this::metrics));
    }

    private void health(RoutingContext ctx, Supplier<Probes.Health> probe) {
        ask(ctx, probe, health -> Reply.json(ctx, health.ok() ? 200 : 503, health.json()));
    }

    private void keys(RoutingContext ctx) {
        ask(ctx, probes.keys(), text -> Reply.text(ctx, "application/json", text));
    }

    private void metrics(RoutingContext ctx) {
        ask(ctx, probes.metrics(), text -> Reply.text(ctx, "text/plain; version=0.0.4; charset=utf-8", text));
    }

    private <T> void ask(RoutingContext ctx, Supplier<T> question, Consumer<T> then) {
        workers.executeBlocking(question::get, false).onSuccess(then::accept).onFailure(e -> Reply.failed(ctx, e));
    }

    void close() {
        workers.close();
    }
}
