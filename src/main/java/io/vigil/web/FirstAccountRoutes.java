package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.SiteLog;
import io.vigil.web.json.Body;
import io.vigil.web.signin.Choosing;
import io.vigil.web.signin.FirstAccount;
import io.vigil.web.signin.FirstAccount.Outcome;
import io.vigil.web.signin.Role;
import java.util.List;

/** The first account, made in a browser with the code from the service's console. Nothing once there is any account. */
final class FirstAccountRoutes {
    private static final int LONGEST_CODE = 64;

    private final FirstAccount first;
    private final SignInRoutes signIn;
    private final Origins origins;
    private final SiteLog log;
    private final WorkerExecutor hashing;

    FirstAccountRoutes(Vertx vertx, FirstAccount first, SignInRoutes signIn, Origins origins, SiteLog log) {
        this.first = first;
        this.signIn = signIn;
        this.origins = origins;
        this.log = log;
        this.hashing = vertx.createSharedWorkerExecutor("vigil-passwords", 2);
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/login/first", Access.PUBLIC, this::make));
    }

    void close() {
        hashing.close();
    }

    private record Wanted(String code, String user, String password) {}

    private void make(RoutingContext ctx) {
        if (origins.foreign(ctx.request())) {
            Reply.problem(
                    ctx,
                    Problem.of(403, "csrf", "Not sent by a page of this server", "Use the server's own sign-in page."));
            return;
        }
        Requests.body(ctx, FirstAccountRoutes::wanted).ifPresent(wanted -> make(ctx, wanted));
    }

    private static Wanted wanted(Body body) {
        Wanted wanted = new Wanted(
                body.text("code", LONGEST_CODE),
                body.text("user", 64),
                body.text("password", Choosing.LONGEST_PASSWORD));
        if (body.has("user") && !Choosing.goodName(wanted.user()) || WebServer.DEMO_USERS.contains(wanted.user())) {
            body.fault("user", "must begin with a letter or digit; letters, digits, '.', '_', '@' and '-' may follow");
        }
        if (body.has("password") && !Choosing.goodPassword(wanted.password())) {
            body.fault("password", "must have at least " + Choosing.SHORTEST_PASSWORD + " characters");
        }
        return wanted;
    }

    private void make(RoutingContext ctx, Wanted wanted) {
        String address = origins.asking(ctx.request());
        long wait = first.knock(address);
        if (wait > 0) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            Reply.problem(
                    ctx,
                    Problem.of(429, "slow-down", "Too many attempts", "Wait " + wait + " s before the next attempt."));
            return;
        }
        hashing.executeBlocking(() -> made(wanted, address), false).onComplete(done -> {
            if (done.succeeded()) {
                tell(ctx, done.result());
            } else {
                Reply.problem(ctx, Problem.unavailable("The accounts cannot be read now; try again."));
            }
        });
    }

    private Outcome made(Wanted wanted, String address) {
        Outcome outcome = first.make(wanted.code(), wanted.user(), wanted.password(), address);
        if (outcome instanceof Outcome.Welcome welcome) {
            log.did("account.first", welcome.user(), Role.ADMIN.wire());
        }
        return outcome;
    }

    private void tell(RoutingContext ctx, Outcome outcome) {
        if (outcome instanceof Outcome.Welcome welcome) {
            signIn.welcome(ctx, welcome.user(), Role.ADMIN, welcome.secrets());
        } else if (outcome instanceof Outcome.WrongCode) {
            Reply.problem(
                    ctx,
                    Problem.of(403, "setup-code", "Not made", "The code is not the one on the service's console."));
        } else {
            Reply.problem(
                    ctx,
                    Problem.of(
                            410, "first-account", "Not made", "There is an account already, or it is made elsewhere."));
        }
    }
}
