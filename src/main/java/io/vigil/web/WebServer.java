package io.vigil.web;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import io.vigil.session.port.Inputs;
import io.vigil.time.Clock;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.live.Sources;
import io.vigil.web.oidc.Oidc;
import io.vigil.web.oidc.OidcOptions;
import io.vigil.web.signin.Door;
import io.vigil.web.signin.FirstAccount;
import io.vigil.web.signin.OwnPassword;
import io.vigil.web.signin.Signers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is served over HTTP, on one event loop of the given Vert.x. Give it a Vert.x of its own, not that of
 * the session loops.
 */
public final class WebServer {
    /** The user every demo has. */
    public static final String DEMO_USER = "demo";

    /** The one who sets up the demo's station. */
    public static final String DEMO_TECHNICIAN = "demo-technician";

    /** Their password is no secret: nobody may use them from elsewhere. */
    static final Set<String> DEMO_USERS = Set.of(DEMO_USER, DEMO_TECHNICIAN);

    private static final int READ_IDLE_SECONDS = 75;

    private final Vertx vertx;
    private final WebOptions options;
    private final WebPorts ports;
    private final LiveHub hub;
    private final LiveLimits limits;
    private final Probes probes;
    private final Clock clock;
    private final LongSupplier nowMillis;
    private final List<Mount> mounts;
    private volatile String deployment = "";
    private volatile int port;
    private volatile @Nullable Router router;

    /** @param nowMillis the sessions' clock, epoch ms */
    public WebServer(
            Vertx vertx,
            WebOptions options,
            WebPorts ports,
            LiveHub hub,
            LiveLimits limits,
            Probes probes,
            Clock clock,
            LongSupplier nowMillis,
            List<Mount> mounts) {
        this.vertx = vertx;
        this.options = options;
        this.ports = ports;
        this.hub = hub;
        this.limits = limits;
        this.probes = probes;
        this.clock = clock;
        this.nowMillis = nowMillis;
        this.mounts = List.copyOf(mounts);
    }

    /** @return the port it listens on; fails when the address is taken or not ours */
    public Future<Integer> start() {
        return vertx.executeBlocking(options::loopback)
                .compose(loopback -> vertx.deployVerticle(new Listener(loopback)))
                .map(id -> {
                    deployment = id;
                    return port;
                });
    }

    /** Hangs up on all screens and stops listening. */
    public Future<Void> stop() {
        return deployment.isEmpty() ? Future.succeededFuture() : vertx.undeploy(deployment);
    }

    /** 0 before it listens. */
    public int port() {
        return port;
    }

    /** For tests that hold the routes against their description; none before the start. */
    @Nullable
    Router router() {
        return router;
    }

    /** A verticle, because its event loop is then the one of all connections and of the hub. */
    private final class Listener extends AbstractVerticle {
        private final Origins origins;
        private final SignInRoutes signIn;
        private final ProbeRoutes probing;
        private final SignerRoutes signing;
        private final OidcRoutes elsewhere;
        private final FirstAccountRoutes firstAccount;
        private final PasswordRoutes password;
        private final Guard guard;
        private final Deadlines deadlines;

        Listener(boolean loopback) {
            Door door = new Door(ports.accounts(), clock, loopback ? Set.of() : DEMO_USERS);
            this.origins = new Origins(options, loopback);
            OidcOptions accounts = options.oidc();
            boolean secure = options.tls() != null
                    || (accounts != null && "https".equals(accounts.redirect().getScheme()));
            SetupPorts setup = ports.setup();
            FirstAccount first = new FirstAccount(ports.accounts(), door, setup.code());
            this.signIn =
                    new SignInRoutes(WebServer.this.vertx, hub.site(), door, origins, secure, accounts != null, first);
            this.firstAccount = new FirstAccountRoutes(WebServer.this.vertx, first, signIn, origins, setup.log());
            this.password = new PasswordRoutes(
                    WebServer.this.vertx, new OwnPassword(ports.accounts(), door), origins, setup.log());
            this.elsewhere = new OidcRoutes(
                    WebServer.this.vertx, accounts == null ? null : new Oidc(accounts, clock), door, signIn, secure);
            this.probing = new ProbeRoutes(WebServer.this.vertx, probes);
            Signers signers = new Signers(ports.accounts(), ports.pins(), door, clock);
            this.signing = new SignerRoutes(WebServer.this.vertx, signers, origins);
            this.deadlines = new Deadlines(WebServer.this.vertx, options.deadlines());
            this.guard = new Guard(WebServer.this.vertx, door, origins, signers);
        }

        @Override
        public void start(Promise<Void> started) {
            Inputs inputs = ports.inputs();
            hub.open(task -> context.runOnContext(go -> task.run()), new Sources(inputs::sessions, ports.devices()));
            vertx.setPeriodic(limits.cycleMillis(), timer -> hub.cycle());
            Router routing = router();
            router = routing;
            HttpServer server = vertx.createHttpServer(serverOptions())
                    .connectionHandler(deadlines::opened)
                    .requestHandler(routing);
            server.listen(options.port(), options.host())
                    .onSuccess(listening -> port = listening.actualPort())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private Router router() {
            Requests requests = new Requests(vertx);
            Routes routes = new Routes(vertx, origins, guard, deadlines, options.tls() != null);
            routes.add(signIn.endpoints());
            routes.add(firstAccount.endpoints());
            routes.add(password.endpoints());
            routes.add(signing.endpoints());
            routes.add(elsewhere.endpoints());
            routes.add(new SessionRoutes(ports.inputs(), nowMillis).endpoints());
            routes.add(new HistoryRoutes(ports.inputs(), ports.history(), requests, nowMillis).endpoints());
            routes.add(new PreviewRoutes(ports.inputs(), ports.history(), requests, nowMillis).endpoints());
            routes.add(new ReportRoutes(ports.history(), ports.outbox(), requests, probes.settings()).endpoints());
            routes.add(new SiteRoutes(ports, requests, OpenApi.text()).endpoints());
            routes.add(new PatientRoutes(ports.patients(), ports.ehrPatients(), requests).endpoints());
            routes.add(new NoticeRoutes(ports.notices(), requests).endpoints());
            routes.add(new WaveRoutes(ports.inputs(), ports.waveforms(), requests, nowMillis).endpoints());
            routes.add(new ChartRoutes(ports.outbox(), requests, nowMillis).endpoints());
            routes.add(new FhirRoutes(ports.chart(), requests).endpoints());
            routes.add(probing.endpoints());
            routes.add(new PortRoutes(ports.setup().ports(), ports.setup().log(), requests).endpoints());
            routes.add(new DraftRoutes(ports.setup().drafts(), requests).endpoints());
            routes.add(new LiveRoute(hub, origins, limits, deadlines).endpoints());
            mounts.forEach(routes::mount);
            return routes.router(new Pages(vertx));
        }

        @Override
        public void stop() {
            hub.close();
            signIn.close();
            firstAccount.close();
            password.close();
            signing.close();
            elsewhere.close();
            probing.close();
        }
    }

    private HttpServerOptions serverOptions() {
        HttpServerOptions server = new HttpServerOptions()
                .setMaxInitialLineLength(4_096)
                .setMaxHeaderSize(16_384)
                .setReadIdleTimeout(READ_IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxWebSocketFrameSize(LiveRoute.LONGEST_MESSAGE)
                .setMaxWebSocketMessageSize(LiveRoute.LONGEST_MESSAGE)
                .setWebSocketClosingTimeout(2)
                .setWebSocketSubProtocols(List.of())
                // Otherwise a connection is not told of before its first request is whole, which may be never.
                .setHttp2ClearTextEnabled(false)
                // Compressed per screen, a shared frame would be deflated once for each.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                // What the kernel holds for a stalled screen cannot be conflated any more.
                .setSendBufferSize(128 * 1024);
        WebOptions.Tls tls = options.tls();
        if (tls != null) {
            server.setSsl(true)
                    .setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                    .setKeyCertOptions(new PemKeyCertOptions()
                            .addCertPath(tls.certificate().toString())
                            .addKeyPath(tls.key().toString()));
        }
        return server;
    }
}
