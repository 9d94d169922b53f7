package io.vigil.web;

import static io.vigil.web.Access.ALL;
import static io.vigil.web.Access.RECORDS;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.SessionView;
import io.vigil.session.port.History;
import io.vigil.session.port.Inputs;
import io.vigil.web.json.HistoryJson;
import io.vigil.web.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** What was measured and what happened. */
final class HistoryRoutes {
    private static final int AUDIT_DEFAULT = 200;
    private static final int AUDIT_MOST = 5_000;

    private final Inputs inputs;
    private final History history;
    private final Requests requests;
    private final LongSupplier nowMillis;

    HistoryRoutes(Inputs inputs, History history, Requests requests, LongSupplier nowMillis) {
        this.inputs = inputs;
        this.history = history;
        this.requests = requests;
        this.nowMillis = nowMillis;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(Endpoint.API + "/sessions/{id}/readings", ALL, this::readings),
                Endpoint.get(Endpoint.API + "/sessions/{id}/events", ALL, this::events),
                Endpoint.get(Endpoint.API + "/audit", RECORDS, this::audit));
    }

    private void readings(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, ReadingsQuery.NAMES)) {
            return;
        }
        String id = ctx.pathParam("id");
        Optional<SessionView> session = inputs.session(id);
        long now = nowMillis.getAsLong();
        long start = session.map(SessionView::startedMillis).orElse(now - ReadingsQuery.LONGEST_MILLIS);
        ReadingsQuery query = new ReadingsQuery(ctx.queryParams(), start, now);
        if (!query.faults().isEmpty()) {
            Reply.problem(ctx, Problem.invalid(query.faults()));
            return;
        }
        requests.blocking(
                ctx,
                () -> known(id, session) ? Optional.of(text(id, query)) : Optional.<String>empty(),
                text -> tell(ctx, text));
    }

    private String text(String id, ReadingsQuery query) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("session", id);
            out.writeStringField("metric", query.metric().wire());
            out.writeStringField("unit", query.metric().unit());
            Json.instant(out, "from", query.fromMillis());
            Json.instant(out, "to", query.toMillis());
            Json.number(out, "every_s", query.everyMillis() == 0 ? Double.NaN : query.everyMillis() / 1000.0);
            if (query.everyMillis() == 0) {
                var told = history.samplesTold(id, query.metric(), query.fromMillis(), query.toMillis());
                out.writeStringField("source", told.source());
                out.writeArrayFieldStart("readings");
                for (History.Sample sample : told.rows()) {
                    HistoryJson.sample(out, sample);
                }
            } else {
                var told = history.bucketsTold(
                        id, query.metric(), query.fromMillis(), query.toMillis(), query.everyMillis());
                out.writeStringField("source", told.source());
                out.writeArrayFieldStart("buckets");
                for (History.Bucket bucket : told.rows()) {
                    HistoryJson.bucket(out, bucket);
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void events(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        Optional<SessionView> session = inputs.session(id);
        requests.blocking(
                ctx,
                () -> {
                    List<History.LogEntry> events = history.events(id);
                    return session.isPresent() || !events.isEmpty()
                            ? Optional.of(Json.array(events, HistoryJson::entry))
                            : Optional.<String>empty();
                },
                text -> tell(ctx, text));
    }

    private void audit(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, Set.of("limit"))) {
            return;
        }
        Optional<Integer> limit = ReadingsQuery.whole(ctx.queryParams().get("limit"), AUDIT_DEFAULT, AUDIT_MOST);
        if (limit.isEmpty()) {
            Reply.problem(ctx, Problem.invalid("limit", "must be a whole number from 1 to " + AUDIT_MOST));
            return;
        }
        requests.blocking(
                ctx,
                () -> Json.array(history.audit(limit.get()), HistoryJson::entry),
                text -> Reply.json(ctx, 200, text));
    }

    /** A session closed before the service started is known to the store only. */
    private boolean known(String id, Optional<SessionView> session) {
        return session.isPresent() || !history.events(id).isEmpty();
    }

    private static void tell(RoutingContext ctx, Optional<String> text) {
        text.ifPresentOrElse(
                json -> Reply.json(ctx, 200, json),
                () -> Reply.problem(ctx, Problem.notFound("There is no such session.")));
    }
}
