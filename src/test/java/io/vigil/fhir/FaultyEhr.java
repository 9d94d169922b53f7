package io.vigil.fhir;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vigil.fhir.demo.DemoEhr;
import io.vigil.fhir.demo.Reply;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A receiver on a real socket that misbehaves as told: one fault per transaction, in order, then well, or then one by
 * chance now and again.
 */
public final class FaultyEhr {
    public enum Fault {
        NONE,
        TOO_MANY_REQUESTS,
        TOO_MANY_REQUESTS_UNTIL_A_DATE,
        UNAVAILABLE,
        SERVER_ERROR,
        UNAUTHORIZED,
        FORBIDDEN,
        CONFLICT,
        PRECONDITION_FAILED,
        UNPROCESSABLE,
        REDIRECT,
        SLOW_BODY,
        ENDLESS_BODY,
        RESET_BEFORE_COMMIT,
        RESET_AFTER_COMMIT,
        WRONG_CONTENT_TYPE_AFTER_COMMIT,
        HALF_A_BODY_AFTER_COMMIT,
        /** The network delivers the request twice; the second answer is what comes back. */
        DELIVERED_TWICE
    }

    private final Vertx vertx;
    private final DemoEhr ehr;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    final List<String> authorizations = Collections.synchronizedList(new java.util.ArrayList<>());
    private final HttpServer server;
    private final AtomicInteger made = new AtomicInteger();
    private volatile Random chance = new Random(0);
    private volatile double probability;
    private volatile List<Fault> likely = List.of();
    private volatile String elsewhere = "http://127.0.0.1:1/fhir";
    private volatile int moved = 307;

    public FaultyEhr(Vertx vertx, DemoEhr ehr) {
        this.vertx = vertx;
        this.ehr = ehr;
        this.server = vertx.createHttpServer().requestHandler(this::handle);
    }

    public Future<URI> listen() {
        return server.listen(0, "127.0.0.1").map(up -> URI.create("http://127.0.0.1:" + up.actualPort() + "/fhir"));
    }

    void next(Fault... more) {
        faults.addAll(List.of(more));
    }

    /** From now on each transaction has one of these with that probability; 0 ends it. @return this */
    public FaultyEhr by(Random chance, double probability, Fault... likely) {
        this.chance = chance;
        this.probability = probability;
        this.likely = List.of(likely);
        return this;
    }

    /** Transactions heard so far. */
    public int heard() {
        return authorizations.size();
    }

    public int faultsMade() {
        return made.get();
    }

    /** Where {@link Fault#REDIRECT} sends its callers from now on, and with which status. */
    void redirectsTo(String address, int status) {
        elsewhere = address;
        moved = status;
    }

    boolean allUsed() {
        return faults.isEmpty();
    }

    private void handle(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            ehr.handle(request);
            return;
        }
        String authorization = request.getHeader("Authorization");
        authorizations.add(authorization == null ? "" : authorization);
        Fault planned = faults.poll();
        Fault fault = planned == null ? chance() : planned;
        if (fault == Fault.NONE) {
            ehr.handle(request);
            return;
        }
        request.body().onSuccess(body -> misbehave(fault, request, body));
    }

    private Fault chance() {
        List<Fault> now = likely;
        return now.isEmpty() || chance.nextDouble() >= probability ? Fault.NONE : now.get(chance.nextInt(now.size()));
    }

    private void misbehave(Fault fault, HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        made.incrementAndGet();
        switch (fault) {
            case NONE -> throw new IllegalArgumentException("no fault");
            case TOO_MANY_REQUESTS ->
                response.setStatusCode(429).putHeader("Retry-After", "1").end("{\"issue\":[]}");
            case TOO_MANY_REQUESTS_UNTIL_A_DATE ->
                response.setStatusCode(429)
                        .putHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(NOON))
                        .putHeader("Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(NOON.plusSeconds(1)))
                        .end();
            case UNAVAILABLE -> response.setStatusCode(503).end();
            case SERVER_ERROR -> response.setStatusCode(500).end("boom");
            case UNAUTHORIZED -> response.setStatusCode(401).end();
            case FORBIDDEN -> response.setStatusCode(403).end();
            case CONFLICT -> response.setStatusCode(409).end();
            case PRECONDITION_FAILED -> response.setStatusCode(412).end();
            case UNPROCESSABLE -> fhir(response.setStatusCode(422), OUTCOME);
            case REDIRECT ->
                response.setStatusCode(moved).putHeader("Location", elsewhere).end();
            case SLOW_BODY -> drip(response);
            case ENDLESS_BODY -> flood(response);
            case RESET_BEFORE_COMMIT -> request.connection().close();
            case RESET_AFTER_COMMIT ->
                commit(request, body).onSuccess(reply -> request.connection().close());
            case WRONG_CONTENT_TYPE_AFTER_COMMIT ->
                commit(request, body)
                        .onSuccess(reply -> response.putHeader("Content-Type", "text/html")
                                .end("<html>" + reply.json() + "</html>"));
            case DELIVERED_TWICE ->
                commit(request, body)
                        .compose(first -> commit(request, body))
                        .onSuccess(reply -> fhir(response.setStatusCode(reply.status()), reply.json()));
            case HALF_A_BODY_AFTER_COMMIT -> commit(request, body).onSuccess(reply -> half(request, reply));
        }
    }

    private Future<Reply> commit(HttpServerRequest request, Buffer body) {
        return ehr.reply(request.method(), request.uri(), request.headers(), body.toString())
                .onFailure(fault -> request.connection().close());
    }

    private static void fhir(HttpServerResponse response, String body) {
        response.putHeader("Content-Type", "application/fhir+json").end(body);
    }

    private void drip(HttpServerResponse response) {
        response.putHeader("Content-Type", "application/fhir+json").setChunked(true);
        long timer = vertx.setPeriodic(50, tick -> response.write(" "));
        response.closeHandler(gone -> vertx.cancelTimer(timer));
    }

    private void flood(HttpServerResponse response) {
        response.putHeader("Content-Type", "application/fhir+json").setChunked(true);
        Buffer part = Buffer.buffer(" ".repeat(1 << 16));
        long timer = vertx.setPeriodic(1, tick -> response.write(part));
        response.closeHandler(gone -> vertx.cancelTimer(timer));
    }

    private static void half(HttpServerRequest request, Reply reply) {
        request.response()
                .putHeader("Content-Type", "application/fhir+json")
                .putHeader("Content-Length", Integer.toString(reply.json().length()))
                .write(reply.json().substring(0, reply.json().length() / 2))
                .onComplete(written -> request.connection().close());
    }

    private static final ZonedDateTime NOON = ZonedDateTime.of(2026, 5, 4, 12, 0, 0, 0, ZoneOffset.UTC);

    private static final String OUTCOME = """
            {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"processing",
             "diagnostics":"not today"}]}""";
}
