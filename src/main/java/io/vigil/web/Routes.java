package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** Builds the router: protective headers, the guard and the size limit before every endpoint, problems after. */
final class Routes {
    static final int LARGEST_BODY = 64 * 1024;

    private final Router router;
    private final Guard guard;
    private final Deadlines deadlines;
    private final Origins origins;

    Routes(Vertx vertx, Origins origins, Guard guard, Deadlines deadlines, boolean tls) {
        this.router = Router.router(vertx);
        this.guard = guard;
        this.deadlines = deadlines;
        this.origins = origins;
        router.route().setName("protection").handler(ctx -> {
            HttpConnection connection = ctx.request().connection();
            if (deadlines.asked(ctx.request())) {
                ctx.addEndHandler(done -> deadlines.answered(connection));
                protect(ctx, tls);
            }
        });
        refuse(400, "malformed", "The request cannot be read", "Check its syntax.");
        refuse(404, "not-found", "Not found", "There is nothing at this address; /api/v1/openapi.json lists what is.");
        refuse(405, "method", "Not this method", "/api/v1/openapi.json lists what this address understands.");
        refuse(413, "too-large", "Too large", "A body may have at most 64 kB.");
        router.errorHandler(500, ctx -> Reply.failed(ctx, ctx.failure()));
    }

    void add(List<Endpoint> endpoints) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(LARGEST_BODY);
        for (Endpoint endpoint : endpoints) {
            var route = router.route(endpoint.method(), endpoint.pattern())
                    .setName(endpoint.method() + " " + endpoint.path())
                    .putMetadata("endpoint", endpoint)
                    .handler(ctx -> guard.check(ctx, endpoint));
            if (!endpoint.safe()) {
                // Wrapped: vertx-web itself would have the body read before the guard has looked.
                route.handler(ctx -> body.handle(ctx));
            }
            route.handler(endpoint.handler());
        }
    }

    void mount(Mount mount) {
        router.route(mount.prefix() + "/*").setName("mount " + mount.prefix()).handler(ctx -> {
            HttpServerRequest request = ctx.request();
            if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
                write(ctx, mount);
            } else if (origins.local(request)) {
                mount.handler().handle(request);
            } else {
                guard.check(ctx, Endpoint.get(mount.prefix(), Access.ALL, mountHandler -> {}));
            }
        });
        router.route(mount.prefix() + "/*")
                .setName("mounted " + mount.prefix())
                .handler(ctx -> mount.handler().handle(ctx.request()));
    }

    Router router(Pages pages) {
        router.route("/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .setName("pages")
                .handler(pages::serve);
        return router;
    }

    private static void write(RoutingContext ctx, Mount mount) {
        byte[] wanted = ("Bearer " + mount.writeToken()).getBytes(StandardCharsets.UTF_8);
        String sent = ctx.request().getHeader(HttpHeaders.AUTHORIZATION);
        boolean may = sent != null
                && !mount.writeToken().isEmpty()
                && MessageDigest.isEqual(wanted, sent.getBytes(StandardCharsets.UTF_8));
        if (may) {
            mount.handler().handle(ctx.request());
        } else {
            Reply.problem(
                    ctx, Problem.of(401, "unauthenticated", "Not allowed", "Only the service itself writes here."));
        }
    }

    private void protect(RoutingContext ctx, boolean tls) {
        HttpServerResponse response = ctx.response();
        response.putHeader(ContentPolicy.HEADER, ContentPolicy.BARE)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (tls) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        List<String> codings = ctx.request().headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.size() > 1
                || codings.stream().anyMatch(coding -> !coding.strip().equalsIgnoreCase("chunked"))) {
            refuseAndHangUp(
                    ctx, Problem.of(400, "malformed", "The request cannot be read", "Its length is said in two ways."));
        } else if (origins.addressed(ctx.request())) {
            ctx.next();
        } else {
            Reply.problem(
                    ctx,
                    Problem.of(
                            421, "misdirected", "Not this host", "Use the address the service printed at its start."));
        }
    }

    private void refuse(int status, String slug, String title, String detail) {
        Problem problem = Problem.of(status, slug, title, detail);
        boolean unread = status == 400 || status == 413;
        router.errorHandler(status, ctx -> {
            if (unread) {
                refuseAndHangUp(ctx, problem);
            } else {
                Reply.problem(ctx, problem);
            }
        });
    }

    /** What comes after a request whose end nobody knows, or nobody waits for, is none. */
    private void refuseAndHangUp(RoutingContext ctx, Problem problem) {
        deadlines.enough(ctx.request().connection());
        Reply.problem(ctx, problem);
    }
}
