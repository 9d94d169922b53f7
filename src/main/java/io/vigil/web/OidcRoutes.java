package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.oidc.Oidc;
import io.vigil.web.signin.Door;
import io.vigil.web.signin.SignIns.Granted;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Off to the clinic's own sign-in, and back. Whatever goes wrong ends at our own sign-in page, with one word of it. */
final class OidcRoutes {
    static final String COOKIE = "vigil_oidc";
    private static final String REFUSED = "/?signin=refused";
    private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);
    private static final int MOST_WAITING = 32;
    private static final int LONGEST = 4_096;
    private static final int LASTS_SECONDS = 300;

    private final @Nullable Oidc oidc;
    private final Door door;
    private final SignInRoutes signIn;
    private final boolean secure;
    private final WorkerExecutor asking;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param oidc none where the clinic has no provider */
    OidcRoutes(Vertx vertx, @Nullable Oidc oidc, Door door, SignInRoutes signIn, boolean secure) {
        this.oidc = oidc;
        this.door = door;
        this.signIn = signIn;
        this.secure = secure;
        this.asking = vertx.createSharedWorkerExecutor("vigil-oidc", 2);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/oidc/start", Access.PUBLIC, this::start),
                Endpoint.get("/oidc/callback", Access.PUBLIC, this::callback));
    }

    void close() {
        asking.close();
    }

    private void start(RoutingContext ctx) {
        Oidc known = oidc;
        if (known == null) {
            to(ctx, REFUSED);
            return;
        }
        work(ctx, known::leave, departure -> {
            // Lax: the browser comes back from another site.
            ctx.response().headers().add(HttpHeaders.SET_COOKIE, cookie(departure.browser(), LASTS_SECONDS));
            to(ctx, departure.location());
        });
    }

    private void callback(RoutingContext ctx) {
        Oidc known = oidc;
        String code = ctx.queryParams().get("code");
        String state = ctx.queryParams().get("state");
        Cookie browser = ctx.request().getCookie(COOKIE);
        ctx.response().headers().add(HttpHeaders.SET_COOKIE, cookie("", 0));
        if (known == null
                || code == null
                || state == null
                || browser == null
                || code.length() + state.length() > LONGEST) {
            to(ctx, REFUSED);
            return;
        }
        String issuer = ctx.queryParams().get("iss");
        work(
                ctx,
                () -> {
                    Oidc.Person person = known.back(code, state, issuer, browser.getValue());
                    return door.enterFromElsewhere(person.user(), person.role());
                },
                granted -> granted.ifPresentOrElse(secrets -> welcome(ctx, secrets), () -> {
                    LOG.warn("OIDC: the name of a local user came from the provider; nobody is signed in");
                    to(ctx, REFUSED);
                }));
    }

    private void welcome(RoutingContext ctx, Granted secrets) {
        signIn.addCookie(ctx, secrets.cookie());
        to(ctx, "/");
    }

    private <T> void work(RoutingContext ctx, Callable<T> work, Consumer<T> then) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            to(ctx, REFUSED);
            return;
        }
        asking.executeBlocking(work, false).onComplete(done -> {
            waiting.decrementAndGet();
            if (done.succeeded()) {
                then.accept(done.result());
            } else {
                LOG.warn(
                        "OIDC: nobody is signed in: {}",
                        String.valueOf(done.cause().getMessage()).replaceAll("[\\r\\n]", " "));
                to(ctx, REFUSED);
            }
        });
    }

    private String cookie(String secret, int seconds) {
        return COOKIE + "=" + secret + "; Path=/oidc; HttpOnly; SameSite=Lax; Max-Age=" + seconds
                + (secure ? "; Secure" : "");
    }

    private static void to(RoutingContext ctx, String location) {
        ctx.response()
                .setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, location)
                .end();
    }
}
