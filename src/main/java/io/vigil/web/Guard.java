package io.vigil.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.signin.Door;
import io.vigil.web.signin.SignIn;
import io.vigil.web.signin.SignIns.Way;
import io.vigil.web.signin.Signers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands before every endpoint: who is it, may they, and did a page of ours ask. Denies unless all is well. */
final class Guard {
    static final String COOKIE = "vigil_session";
    private static final String CALLER = "caller";
    private static final String BEARER = "Bearer ";
    private static final int LONGEST_SECRET = 256;

    private final Vertx vertx;
    private final Door door;
    private final Origins origins;
    private final Signers signers;

    Guard(Vertx vertx, Door door, Origins origins, Signers signers) {
        this.vertx = vertx;
        this.door = door;
        this.origins = origins;
        this.signers = signers;
    }

    static Caller caller(RoutingContext ctx) {
        Caller caller = ctx.get(CALLER);
        if (caller == null) {
            throw new IllegalStateException("an endpoint for everybody has no caller");
        }
        return caller;
    }

    void check(RoutingContext ctx, Endpoint endpoint) {
        HttpServerRequest request = ctx.request();
        Access access = endpoint.access();
        if (access.anybody() || (access.local() && origins.local(request))) {
            ctx.next();
            return;
        }
        request.pause();
        identify(request).onComplete(found -> {
            if (found.failed()) {
                Reply.problem(ctx, Problem.unavailable("Your token cannot be checked now; try again."));
            } else if (found.result().isEmpty()) {
                refuseUnknown(ctx);
            } else {
                admit(ctx, endpoint, found.result().get());
            }
            request.resume();
        });
    }

    private void admit(RoutingContext ctx, Endpoint endpoint, Caller signedIn) {
        Caller caller = signedIn;
        SignIn screen = signedIn.signIn();
        if (screen != null && screen.shared() && endpoint.byOnePerson()) {
            Optional<Signers.Signer> signer = signers.acting(screen);
            if (signer.isEmpty()) {
                Reply.problem(
                        ctx,
                        Problem.of(
                                403,
                                "pin",
                                "Who is acting?",
                                "This screen is shared. Say who acts with POST /api/v1/signer, then repeat it."));
                return;
            }
            caller = signedIn.as(signer.get().user(), signer.get().role());
        }
        if (caller.byCookie() && !endpoint.safe() && !madeByOurPage(ctx.request())) {
            Reply.problem(
                    ctx,
                    Problem.of(
                            403,
                            "csrf",
                            "Not sent by a page of this server",
                            "With the session cookie, send the header \"X-Vigil: 1\"; or use Authorization: Bearer."));
        } else if (!endpoint.access().roles().contains(caller.role())) {
            String roles = endpoint.access().roles().stream()
                    .sorted()
                    .map(role -> role.wire())
                    .collect(java.util.stream.Collectors.joining(", "));
            Reply.problem(
                    ctx,
                    Problem.of(
                            403,
                            "forbidden",
                            "Not allowed",
                            "The role " + caller.role().wire() + " may not do this; allowed are " + roles + "."));
        } else {
            ctx.put(CALLER, caller);
            ctx.next();
        }
    }

    /** Who asks; empty without valid credentials. Fails when a token cannot be checked. */
    Future<Optional<Caller>> identify(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return bearer(authorization);
        }
        Cookie cookie = request.getCookie(COOKIE);
        if (cookie == null || cookie.getValue().length() > LONGEST_SECRET) {
            return Future.succeededFuture(Optional.empty());
        }
        return Future.succeededFuture(
                door.signIns().find(Way.COOKIE, cookie.getValue()).map(s -> signedIn(s, true)));
    }

    private Future<Optional<Caller>> bearer(String authorization) {
        boolean fits = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && authorization.length() <= BEARER.length() + LONGEST_SECRET;
        if (!fits) {
            return Future.succeededFuture(Optional.empty());
        }
        String secret = authorization.substring(BEARER.length()).strip();
        Optional<SignIn> signIn = door.signIns().find(Way.BEARER, secret);
        if (signIn.isPresent()) {
            return Future.succeededFuture(signIn.map(s -> signedIn(s, false)));
        }
        return vertx.executeBlocking(() -> door.ofApiToken(secret), false)
                .map(found -> found.map(who -> new Caller(who.user(), who.role(), false, null, stillValid(secret))));
    }

    private Caller signedIn(SignIn signIn, boolean byCookie) {
        recheck(signIn);
        return new Caller(signIn.user(), signIn.role(), byCookie, signIn, () -> {
            recheck(signIn);
            return door.signIns().alive(signIn);
        });
    }

    /** In the background: a store that does not answer signs nobody out. */
    private void recheck(SignIn signIn) {
        if (door.signIns().dueForRecheck(signIn)) {
            vertx.executeBlocking(
                    () -> {
                        door.recheck(signIn);
                        return true;
                    },
                    false);
        }
    }

    private java.util.function.BooleanSupplier stillValid(String token) {
        AtomicBoolean valid = new AtomicBoolean(true);
        AtomicBoolean asking = new AtomicBoolean();
        return () -> {
            if (asking.compareAndSet(false, true)) {
                vertx.executeBlocking(() -> door.ofApiToken(token).isPresent(), false)
                        .onSuccess(valid::set)
                        .onComplete(done -> vertx.setTimer(30_000, timer -> asking.set(false)));
            }
            return valid.get();
        };
    }

    boolean madeByOurPage(HttpServerRequest request) {
        return !origins.foreign(request) && ("1".equals(request.getHeader("X-Vigil")) || origins.same(request));
    }

    private static void refuseUnknown(RoutingContext ctx) {
        ctx.response().putHeader("WWW-Authenticate", "Bearer realm=\"vigil\"");
        Reply.problem(
                ctx,
                Problem.of(401, "unauthenticated", "Not signed in", "Sign in with POST /login, or send an API token."));
    }
}
