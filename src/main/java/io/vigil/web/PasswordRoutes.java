package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.SiteLog;
import io.vigil.web.signin.Choosing;
import io.vigil.web.signin.OwnPassword;
import java.util.List;

/** Changing one's own password. */
final class PasswordRoutes {
    private final OwnPassword own;
    private final Origins origins;
    private final SiteLog log;
    private final WorkerExecutor hashing;

    PasswordRoutes(Vertx vertx, OwnPassword own, Origins origins, SiteLog log) {
        this.own = own;
        this.origins = origins;
        this.log = log;
        this.hashing = vertx.createSharedWorkerExecutor("vigil-passwords", 2);
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post(Endpoint.API + "/me/password", Access.ALL, this::change));
    }

    void close() {
        hashing.close();
    }

    private record Change(String password, String next) {}

    private void change(RoutingContext ctx) {
        Requests.body(ctx, body -> {
                    Change change = new Change(
                            body.text("password", Choosing.LONGEST_PASSWORD),
                            body.text("new_password", Choosing.LONGEST_PASSWORD));
                    if (body.has("new_password") && !Choosing.goodPassword(change.next())) {
                        body.fault("new_password", "must have at least " + Choosing.SHORTEST_PASSWORD + " characters");
                    }
                    return change;
                })
                .ifPresent(change -> change(ctx, change));
    }

    private void change(RoutingContext ctx, Change change) {
        Caller caller = Guard.caller(ctx);
        if (WebServer.DEMO_USERS.contains(caller.user())) {
            Reply.problem(
                    ctx, Problem.of(409, "demo", "Not changed", "The demonstration's users keep their password."));
            return;
        }
        String address = origins.asking(ctx.request());
        long wait = own.knock(caller.user(), address);
        if (wait > 0) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            Reply.problem(
                    ctx,
                    Problem.of(429, "slow-down", "Too many attempts", "Wait " + wait + " s before the next attempt."));
            return;
        }
        hashing.executeBlocking(() -> changed(caller, change, address), false).onComplete(done -> {
            if (done.failed()) {
                Reply.problem(ctx, Problem.unavailable("The accounts cannot be read now; try again."));
            } else if (done.result()) {
                Reply.nothing(ctx);
            } else {
                Reply.problem(ctx, Problem.of(403, "credentials", "Not changed", "The password is not right."));
            }
        });
    }

    private boolean changed(Caller caller, Change change, String address) {
        boolean done = own.change(caller.user(), change.password(), change.next(), caller.signIn(), address);
        if (done) {
            log.did("account.password", caller.user(), "");
        }
        return done;
    }
}
