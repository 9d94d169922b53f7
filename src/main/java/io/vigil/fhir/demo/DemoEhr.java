package io.vigil.fhir.demo;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vigil.session.Patient;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The demonstration's FHIR R4 receiver: transactions with conditional creation, create, read, update and search of
 * Observation, Device and Patient, {@code /metadata}. Strict, bounded, for test data only: whatever is not labelled
 * HTEST is refused. Keeps everything in memory, and with a file also over a restart.
 *
 * <p>Requests may come from any event loop; all work is done one request after the other on a worker of its own, which
 * is what makes conditional creation free of races. The body must not have been read by somebody else before.
 */
public final class DemoEhr implements Handler<HttpServerRequest>, AutoCloseable {
    static final int LONGEST_BODY_BYTES = 2 << 20;

    private final String basePath;
    private final WorkerExecutor worker;
    private final Shelf shelf;
    private final Routes routes;

    /**
     * @param basePath where it is mounted, {@code /demo-ehr/fhir}
     * @param file that keeps the resources over a restart; null to forget them
     * @throws IOException when the file is damaged or cannot be used
     */
    public DemoEhr(Vertx vertx, Clock clock, String basePath, @Nullable Path file) throws IOException {
        this.basePath = basePath.replaceFirst("/+$", "");
        this.shelf = new Shelf(file);
        this.worker = vertx.createSharedWorkerExecutor("vigil-demo-ehr", 1, 1, TimeUnit.MINUTES);
        this.routes = new Routes(shelf, clock, this.basePath);
    }

    /** Puts in patients who are not there yet; those without a reference {@code Patient/…} are left out. Does not block. */
    public Future<Void> seed(List<Patient> patients) {
        return worker.executeBlocking(() -> {
            routes.seed(patients);
            return null;
        });
    }

    @Override
    public void handle(HttpServerRequest request) {
        BoundedBody.of(request, LONGEST_BODY_BYTES)
                .compose(body -> body == null
                        ? Future.succeededFuture(Reply.refused(413, "longer than " + LONGEST_BODY_BYTES + " bytes"))
                        : reply(request.method(), request.uri(), request.headers(), body))
                .onSuccess(reply -> write(request, reply))
                .onFailure(fault -> write(request, Reply.refused(500, "the receiver failed")));
    }

    /** The same without a connection: what would be answered. Any thread. */
    public Future<Reply> reply(HttpMethod method, String uri, MultiMap headers, String body) {
        return worker.executeBlocking(() -> routes.reply(method.name(), uri, headers, body));
    }

    /** Ends after the request in work; blocks until the file is closed, which takes no disk write. */
    @Override
    public void close() throws IOException {
        worker.close();
        shelf.close();
    }

    private void write(HttpServerRequest request, Reply reply) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status()).putHeader("Content-Type", "application/fhir+json; charset=utf-8");
        reply.headers()
                .forEach((name, value) ->
                        response.putHeader(name, name.equals("Location") ? basePath + "/" + value : value));
        response.end(reply.json());
    }
}
