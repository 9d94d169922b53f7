package io.vigil.web;

import static io.vigil.web.Access.ALL;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.ChartReads;
import java.util.List;

/** What was charted, as FHIR, for systems that pull. Read-only. */
final class FhirRoutes {
    private final ChartReads reads;
    private final Requests requests;

    FhirRoutes(ChartReads reads, Requests requests) {
        this.reads = reads;
        this.requests = requests;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/fhir/metadata", ALL, this::read),
                Endpoint.get("/fhir/Observation", ALL, this::read),
                Endpoint.get("/fhir/Observation/{id}", ALL, this::read),
                Endpoint.get("/fhir/Bundle/{id}", ALL, this::read));
    }

    private void read(RoutingContext ctx) {
        String path = ctx.request().path().substring("/fhir/".length());
        String query = ctx.request().query() == null ? "" : ctx.request().query();
        requests.blocking(
                ctx, () -> reads.read(path, query), answer -> Reply.fhir(ctx, answer.status(), answer.json()));
    }
}
