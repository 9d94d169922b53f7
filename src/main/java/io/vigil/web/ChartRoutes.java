package io.vigil.web;

import static io.vigil.web.Access.CARE;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.ChartWord;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.ChartOutbox.Said;
import io.vigil.vital.Metric;
import io.vigil.web.json.Body;
import io.vigil.web.json.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** What a nurse says about the chart: this may go, this was wrong, this should never have been there. */
final class ChartRoutes {
    private static final String SESSIONS = Endpoint.API + "/sessions/{id}/chart";
    private static final int ROWS_MOST = 2_000;
    private static final int LONGEST_REASON = 200;

    private final ChartDesk outbox;
    private final Requests requests;
    private final LongSupplier nowMillis;

    /** @param nowMillis the sessions' clock, epoch ms */
    ChartRoutes(ChartDesk outbox, Requests requests, LongSupplier nowMillis) {
        this.outbox = outbox;
        this.requests = requests;
        this.nowMillis = nowMillis;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(SESSIONS + "/release", CARE, this::release),
                Endpoint.post(SESSIONS + "/correct", CARE, this::correct));
    }

    private void release(RoutingContext ctx) {
        String by = Guard.caller(ctx).user();
        Requests.key(ctx)
                .ifPresent(key -> Requests.body(ctx, body -> body.wholes("rows", ROWS_MOST))
                        .ifPresent(rows ->
                                say(ctx, new ChartWord.Release(ctx.pathParam("id"), rows, by, nowMillis.getAsLong()))));
    }

    private void correct(RoutingContext ctx) {
        String session = ctx.pathParam("id");
        String by = Guard.caller(ctx).user();
        Requests.key(ctx)
                .ifPresent(key ->
                        Requests.body(ctx, body -> word(body, session, by, key)).ifPresent(word -> say(ctx, word)));
    }

    private ChartWord word(Body body, String session, String by, String key) {
        long row = (long) body.number("row", 1, 1e15);
        String reason = body.text("reason", LONGEST_REASON);
        boolean error = body.flagOr("entered_in_error", false);
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        if (body.has("values")) {
            Body named = body.object("values");
            for (Metric metric : Metric.values()) {
                if (named.has(metric.wire())) {
                    values.put(metric, named.number(metric.wire(), metric.lowest(), metric.highest()));
                }
            }
        }
        if (error == !values.isEmpty()) {
            body.fault("values", "or entered_in_error must be given, not both");
        }
        return error
                ? new ChartWord.Withdraw(session, row, reason, by, nowMillis.getAsLong(), key)
                : new ChartWord.Amend(session, row, values, reason, by, nowMillis.getAsLong(), key);
    }

    private void say(RoutingContext ctx, ChartWord word) {
        requests.blocking(ctx, () -> outbox.say(word), said -> tell(ctx, said));
    }

    private static void tell(RoutingContext ctx, Said said) {
        switch (said.status()) {
            case DONE ->
                Reply.json(ctx, 200, Json.text(out -> {
                    out.writeStartObject();
                    out.writeNumberField("rows", said.rows());
                    out.writeEndObject();
                }));
            case INVALID -> Reply.problem(ctx, Problem.of(422, "invalid", "The request makes no sense", said.detail()));
            case UNKNOWN -> Reply.problem(ctx, Problem.notFound(said.detail()));
            case CONFLICT -> Reply.problem(ctx, Problem.of(409, "conflict", "Overtaken by events", said.detail()));
            case UNAVAILABLE -> Reply.problem(ctx, Problem.unavailable(said.detail()));
        }
    }
}
