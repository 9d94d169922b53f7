package io.vigil.web.station;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server that serves the real pages and says on /live what the test wants said. Constructed patients only. */
final class StationStub implements AutoCloseable {
    private static final Path WEB = Path.of("src/main/resources/web");

    /** What a page asked the server to do. */
    record Asked(String path, JsonObject body, boolean fromPage) {}

    private final Vertx vertx = Vertx.vertx();
    /** One for all that is told, so that screens hear it in the order in which a test says it. */
    private final Context loop = vertx.getOrCreateContext();
    private final HttpServer server;
    private final Map<String, JsonObject> sessions = new ConcurrentSkipListMap<>();
    private final Map<ServerWebSocket, AtomicLong> sockets = new ConcurrentHashMap<>();
    final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    final Queue<JsonObject> reported = new ConcurrentLinkedQueue<>();
    final AtomicLong snapshots = new AtomicLong();
    /** What an action is answered with, by its path; nothing much without. */
    final Map<String, JsonObject> answers = new ConcurrentHashMap<>();

    /** Why an action is refused, by its path, in the server's words. */
    final Map<String, String> refusals = new ConcurrentHashMap<>();

    private final Map<String, String> wearers = new ConcurrentHashMap<>();
    volatile boolean silent;
    /** A screen that comes back gets frames, and no snapshot yet. */
    volatile boolean snapshotsHeld;
    /** How long a frame has been under way when it comes. */
    volatile Duration late = Duration.ZERO;
    volatile boolean refusing;
    /** Screens that nobody sees. */
    volatile int hidden;
    volatile boolean signedIn;
    volatile JsonArray outbox = new JsonArray();
    volatile @Nullable JsonObject laneHeld;
    volatile JsonArray protocols = new JsonArray();

    StationStub() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(this::secure);
        router.get("/login")
                .handler(ctx -> ctx.json(new JsonObject().put("demo", true).put("site", "clinic-1")));
        router.post().handler(BodyHandler.create());
        router.post("/login").handler(this::login);
        router.route("/live").handler(this::live);
        router.get("/api/v1/sessions").handler(this::whoIsThere);
        router.get("/api/v1/ehr/outbox").handler(ctx -> {
            if (signedIn) {
                ctx.json(outboxBody());
            } else {
                ctx.response().setStatusCode(401).end();
            }
        });
        router.get("/api/v1/devices").handler(ctx -> ctx.json(new JsonObject().put("devices", devices())));
        router.get("/api/v1/sessions/:id/readings").handler(this::history);
        router.get("/api/v1/sessions/:id/events").handler(ctx -> ctx.json(new JsonArray()));
        router.get("/api/v1/protocols").handler(ctx -> ctx.json(protocols));
        router.post("/api/v1/*").handler(this::action);
        router.put("/api/v1/*").handler(BodyHandler.create()).handler(this::action);
        router.get("/lib/*").handler(StaticHandler.create("META-INF/resources/_static"));
        router.get("/*")
                .handler(StaticHandler.create(FileSystemAccess.RELATIVE, WEB.toString())
                        .setCachingEnabled(false));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        vertx.setPeriodic(
                500, tick -> broadcast(new JsonObject().put("type", "tick").put("watch", watch())));
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/";
    }

    static Instant now() {
        return Instant.ofEpochMilli(Clock.system().wallMillis());
    }

    /** The session as it is from now on, told to every screen. */
    void show(JsonObject... changed) {
        JsonArray whole = new JsonArray();
        for (JsonObject session : changed) {
            sessions.put(session.getString("id"), session);
            whole.add(session);
        }
        broadcast(new JsonObject().put("type", "delta").put("sessions", whole));
    }

    void alarm(JsonObject session, String alarm, String event, String priority) {
        sessions.put(session.getString("id"), session);
        JsonObject happened = new JsonObject()
                .put("id", session.getString("id") + "/" + alarm + "/1/" + event)
                .put("alarm", alarm)
                .put("event", event)
                .put("priority", priority)
                .put("occurrence", 1)
                .put("level", 0)
                .put("at", now().toString());
        broadcast(new JsonObject()
                .put("type", "alarm")
                .put("session", session.getString("id"))
                .put("events", new JsonArray().add(happened))
                .put("view", session));
    }

    /** From now on that session's patient wears the device, as each list of devices says. */
    void worn(String device, String session) {
        wearers.put(device, session);
        broadcast(new JsonObject().put("type", "delta").put("sessions", new JsonArray()).put("devices", devices()));
    }

    /** A quarter second of pleth of each session, as a device at 75 Hz sends it; beside the numbered frames. */
    void wave(long sample, int chairs) {
        JsonArray waves = new JsonArray();
        for (int chair = 1; chair <= chairs; chair++) {
            JsonArray samples = new JsonArray();
            for (long n = sample; n < sample + 19; n++) {
                double beat = (n % 60) / 60.0;
                samples.add(Math.round(2000 + 1500 * Math.exp(-Math.pow((beat - 0.25) * 8, 2))
                        + 500 * Math.exp(-Math.pow((beat - 0.55) * 8, 2))));
            }
            waves.add(new JsonObject()
                    .put("session", "s" + chair)
                    .put("signal", "pleth")
                    .put("per_second", 75)
                    .put("samples", samples));
        }
        String frame = new JsonObject().put("type", "wave").put("now", now().toString()).put("waves", waves).encode();
        loop.runOnContext(go -> sockets.keySet().forEach(socket -> socket.writeTextMessage(frame)));
    }

    /** Cuts every line; screens may come back unless {@link #refusing}. */
    void cut() {
        sockets.keySet().forEach(ServerWebSocket::close);
    }

    /** Every screen is told that it missed something; what it missed comes with the next {@link #catchUp}. */
    void fallBehind() {
        broadcast(new JsonObject().put("type", "behind"));
    }

    /** The sessions as they are from now on, told to nobody. */
    void quietly(JsonObject... changed) {
        for (JsonObject session : changed) {
            sessions.put(session.getString("id"), session);
        }
    }

    /** A snapshot to every screen, whether it waits for one or not. */
    void catchUp() {
        broadcast(snapshot());
    }

    /** Nobody is signed in any more, as after a restart, and every line is cut. */
    void forgetWhoIsSignedIn() {
        signedIn = false;
        cut();
    }

    int screens() {
        return sockets.size();
    }

    private void broadcast(JsonObject frame) {
        loop.runOnContext(go -> {
            if (!silent) {
                sockets.forEach((socket, seq) -> send(socket, seq, frame.copy()));
            }
        });
    }

    private void send(ServerWebSocket socket, AtomicLong seq, JsonObject frame) {
        frame.put("seq", seq.incrementAndGet()).put("now", now().minus(late).toString());
        socket.writeTextMessage(frame.encode());
    }

    private void live(RoutingContext ctx) {
        if (refusing || !signedIn) {
            ctx.response().setStatusCode(refusing ? 503 : 401).end();
            return;
        }
        ctx.request().toWebSocket().onSuccess(socket -> {
            AtomicLong seq = new AtomicLong();
            socket.textMessageHandler(text -> reported.add(new JsonObject(text)));
            socket.closeHandler(gone -> sockets.remove(socket));
            boolean shown = !silent && !snapshotsHeld;
            if (shown) {
                send(socket, seq, snapshot());
            }
            sockets.put(socket, seq);
            if (shown) {
                // Last: whoever counts it may cut the line at once.
                snapshots.incrementAndGet();
            }
        });
    }

    private JsonObject snapshot() {
        return new JsonObject()
                .put("type", "snapshot")
                .put("epoch", "e1")
                .put("site", new JsonObject().put("id", "clinic-1").put("simulated", true))
                .put("user", new JsonObject().put("name", "demo").put("role", "nurse"))
                .put("watch", watch())
                .put("sessions", new JsonArray(List.copyOf(sessions.values())))
                .put("devices", devices());
    }

    private JsonObject watch() {
        long audible = reported.stream().anyMatch(said -> said.getBoolean("audioArmed", false)) ? 1 : 0;
        return new JsonObject().put("screens", sockets.size()).put("audible", audible).put("hidden", hidden);
    }

    private JsonArray devices() {
        JsonArray devices = new JsonArray();
        for (int chair = 1; chair <= 16; chair++) {
            devices.add(new JsonObject()
                    .put("id", "ox-" + chair)
                    .put("state", chair == 4 ? "silent" : "live")
                    .put("offers", new JsonArray().add("pr").add("spo2"))
                    .put("session", wearers.get("ox-" + chair)));
            devices.add(new JsonObject()
                    .put("id", "cuff-" + chair)
                    .put("state", "live")
                    .put("offers", new JsonArray().add("dbp").add("map").add("sbp"))
                    .put("session", wearers.get("cuff-" + chair)));
        }
        return devices;
    }

    private JsonObject outboxBody() {
        JsonObject backlog = new JsonObject();
        for (String state : List.of("waiting", "pending", "delivered", "quarantined")) {
            backlog.put(
                    state,
                    outbox.stream()
                            .filter(row -> state.equals(((JsonObject) row).getString("state")))
                            .count());
        }
        return new JsonObject().put("rows", outbox).put("backlog", backlog).put("held", laneHeld);
    }

    /** Ten minutes before now, with a hole of two minutes in it. */
    private void history(RoutingContext ctx) {
        boolean pulse = !"spo2".equals(ctx.request().getParam("metric"));
        long now = Clock.system().wallMillis();
        JsonArray buckets = new JsonArray();
        for (long t = now - 600_000; t < now - 5_000; t += 5_000) {
            boolean hole = t > now - 300_000 && t < now - 180_000;
            double wave = Math.sin(t / 40_000.0) + Math.sin(t / 11_000.0) / 2;
            double value = pulse ? 78 + 9 * wave : Math.round(96.5 + wave);
            JsonObject bucket =
                    new JsonObject().put("t", Instant.ofEpochMilli(t).toString());
            if (!hole) {
                buckets.add(bucket.put("min", value - (pulse ? 1 : 0))
                        .put("max", value)
                        .put("count", 5));
            }
        }
        ctx.json(new JsonObject().put("buckets", buckets));
    }

    private void login(RoutingContext ctx) {
        JsonObject who = ctx.body().asJsonObject();
        signedIn = "demo".equals(who.getString("password"));
        if (signedIn) {
            ctx.json(new JsonObject().put("token", "t"));
        } else {
            ctx.response().setStatusCode(401).end();
        }
    }

    private void whoIsThere(RoutingContext ctx) {
        if (signedIn) {
            ctx.json(new JsonObject().put("sessions", new JsonArray()));
        } else {
            ctx.response().setStatusCode(401).end();
        }
    }

    private void action(RoutingContext ctx) {
        var headers = ctx.request().headers();
        boolean fromPage = "1".equals(headers.get("X-Vigil")) && headers.contains("Idempotency-Key");
        asked.add(new Asked(ctx.request().path(), ctx.body().asJsonObject(), fromPage));
        String refused = refusals.get(ctx.request().path());
        if (refused != null) {
            ctx.response().setStatusCode(409);
            ctx.json(new JsonObject().put("title", "Overtaken by events").put("detail", refused));
            return;
        }
        ctx.json(answers.getOrDefault(ctx.request().path(), new JsonObject()));
    }

    /** The policy the pages must live under; the import map is the one inline thing, by its hash. */
    private void secure(RoutingContext ctx) {
        if (ctx.request().method() == HttpMethod.GET) {
            ctx.response()
                    .putHeader(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self' '" + importMapHash()
                                    + "'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        }
        ctx.next();
    }

    private static String importMapHash() {
        try {
            var map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                    .matcher(Files.readString(WEB.resolve("index.html")));
            if (!map.find()) {
                throw new IllegalStateException("index.html has no import map");
            }
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (IOException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
