package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.session.Site;
import io.vigil.web.json.Json;
import io.vigil.web.signin.Door;
import io.vigil.web.signin.Door.Outcome;
import io.vigil.web.signin.FirstAccount;
import io.vigil.web.signin.Role;
import io.vigil.web.signin.SignIn;
import io.vigil.web.signin.SignIns;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Signing in and out. Passwords are compared on a pool of their own, two at a time, with a bounded queue. */
final class SignInRoutes {
    private static final int MOST_WAITING = 32;
    private static final int LONGEST_PASSWORD = 256;

    private final Door door;
    private final Vertx vertx;
    private final Site site;
    private final Origins origins;
    private final boolean secure;
    private final boolean oidc;
    private final FirstAccount first;
    private final WorkerExecutor hashing;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param oidc the clinic has accounts of its own; @param first whether one is still to be made here */
    SignInRoutes(Vertx vertx, Site site, Door door, Origins origins, boolean secure, boolean oidc, FirstAccount first) {
        this.vertx = vertx;
        this.site = site;
        this.door = door;
        this.origins = origins;
        this.secure = secure;
        this.oidc = oidc;
        this.first = first;
        this.hashing = vertx.createSharedWorkerExecutor("vigil-passwords", 2);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/login", Access.PUBLIC, this::before),
                Endpoint.post("/login", Access.PUBLIC, this::login),
                Endpoint.post("/logout", Access.ALL, this::logout));
    }

    void close() {
        hashing.close();
    }

    /** What a page needs to know before anybody has signed in. */
    private void before(RoutingContext ctx) {
        vertx.executeBlocking(() -> new Before(door.opensTo(WebServer.DEMO_USER), first.awaited()), false)
                .otherwise(new Before(false, false))
                .onSuccess(before -> Reply.json(ctx, 200, Json.text(out -> {
                    out.writeStartObject();
                    out.writeStringField("site", site.id());
                    out.writeBooleanField("simulated", site.simulated());
                    out.writeBooleanField("demo", before.demo());
                    out.writeBooleanField("oidc", oidc);
                    out.writeBooleanField("first", before.first());
                    out.writeEndObject();
                })));
    }

    /** What is asked of the accounts; where they cannot be read, neither. */
    private record Before(boolean demo, boolean first) {}

    private record Credentials(String user, String password, boolean shared) {}

    private void login(RoutingContext ctx) {
        if (origins.foreign(ctx.request())) {
            Reply.problem(
                    ctx, Problem.of(403, "csrf", "Not sent by a page of this server", "Sign in on its own page."));
            return;
        }
        Requests.body(
                        ctx,
                        body -> new Credentials(
                                body.text("user", 64),
                                body.text("password", LONGEST_PASSWORD),
                                body.flagOr("shared", false)))
                .ifPresent(credentials -> compare(ctx, credentials));
    }

    private void compare(RoutingContext ctx, Credentials credentials) {
        String address = origins.asking(ctx.request());
        long wait = door.knock(credentials.user(), address);
        if (wait > 0) {
            slowDown(ctx, wait);
            return;
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            slowDown(ctx, 1);
            return;
        }
        hashing.executeBlocking(
                        () -> door.enter(credentials.user(), credentials.password(), address, credentials.shared()),
                        false)
                .onComplete(done -> {
                    waiting.decrementAndGet();
                    if (done.succeeded()) {
                        tell(ctx, done.result());
                    } else {
                        Reply.problem(ctx, Problem.unavailable("The accounts cannot be read now; try again."));
                    }
                });
    }

    private void tell(RoutingContext ctx, Outcome outcome) {
        if (outcome instanceof Outcome.Welcome welcome) {
            welcome(ctx, welcome.user(), welcome.role(), welcome.secrets());
        } else {
            Reply.problem(
                    ctx, Problem.of(401, "credentials", "Not signed in", "The user or the password is not right."));
        }
    }

    /** Somebody has just come in. */
    void welcome(RoutingContext ctx, String user, Role role, SignIns.Granted secrets) {
        setCookie(ctx, secrets.cookie(), "");
        Reply.json(ctx, 200, Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("token", secrets.bearer());
            out.writeStringField("user", user);
            out.writeStringField("role", role.wire());
            out.writeEndObject();
        }));
    }

    private void logout(RoutingContext ctx) {
        if (Requests.body(ctx, body -> true).isEmpty()) {
            return;
        }
        SignIn signIn = Guard.caller(ctx).signIn();
        if (signIn != null) {
            door.signIns().close(signIn);
        }
        setCookie(ctx, "", "; Max-Age=0");
        Reply.nothing(ctx);
    }

    /** Beside other cookies of the same answer. */
    void addCookie(RoutingContext ctx, String secret) {
        ctx.response().headers().add(HttpHeaders.SET_COOKIE, cookie(secret));
    }

    /** By hand: the encoder of Netty writes HTTPOnly, which not everyone who looks for HttpOnly finds. */
    private String cookie(String secret) {
        return Guard.COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }

    private void setCookie(RoutingContext ctx, String secret, String more) {
        ctx.response().putHeader(HttpHeaders.SET_COOKIE, cookie(secret) + more);
    }

    private static void slowDown(RoutingContext ctx, long seconds) {
        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        Reply.problem(
                ctx,
                Problem.of(429, "slow-down", "Too many attempts", "Wait " + seconds + " s before the next attempt."));
    }
}
