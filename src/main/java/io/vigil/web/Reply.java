package io.vigil.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The few ways to answer. The server's loop. */
final class Reply {
    private static final Logger LOG = LoggerFactory.getLogger(Reply.class);

    private Reply() {}

    static void json(RoutingContext ctx, int status, String json) {
        send(ctx, status, "application/json", json);
    }

    static void fhir(RoutingContext ctx, int status, String json) {
        send(ctx, status, "application/fhir+json", json);
    }

    static void problem(RoutingContext ctx, Problem problem) {
        send(ctx, problem.status(), "application/problem+json", problem.json());
    }

    static void nothing(RoutingContext ctx) {
        if (open(ctx)) {
            ctx.response().setStatusCode(204).end();
        }
    }

    static void text(RoutingContext ctx, String type, String text) {
        send(ctx, 200, type, text);
    }

    /** A fault of ours: logged with its stack here, told without it there. */
    static void failed(RoutingContext ctx, Throwable cause) {
        LOG.error(
                "{} {} failed",
                ctx.request().method(),
                ctx.currentRoute() == null ? "" : ctx.currentRoute().getName(),
                cause);
        problem(ctx, Problem.of(500, "internal", "A fault of the server", "It has been logged; try again."));
    }

    private static void send(RoutingContext ctx, int status, String type, String text) {
        if (open(ctx)) {
            ctx.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(text);
        }
    }

    /** False when the client has gone or was answered by a timeout. */
    private static boolean open(RoutingContext ctx) {
        HttpServerResponse response = ctx.response();
        return !response.ended() && !response.closed();
    }
}
