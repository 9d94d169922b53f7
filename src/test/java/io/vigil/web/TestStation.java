package io.vigil.web;

import io.vertx.core.Vertx;
import io.vigil.session.Site;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.signin.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real server on a free port of this machine, with the rooms next door in memory and a client of another make. */
final class TestStation implements AutoCloseable {
    final FakePorts fakes = new FakePorts();
    final FakeClock clock = new FakeClock();
    final Vertx vertx = Vertx.vertx();
    final LiveHub hub;
    final WebServer server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestStation() throws Exception {
        this(WebOptions.plain("127.0.0.1", 0), LiveLimits.DEFAULT);
    }

    TestStation(WebOptions options, LiveLimits limits) throws Exception {
        hub = new LiveHub(new Site("site", true), "epoch-1", clock::wallMillis, clock, limits);
        Probes probes = new Probes(
                () -> new Probes.Health(true, "{\"status\":\"live\"}"),
                () -> new Probes.Health(false, "{\"status\":\"starting\"}"),
                () -> "vigil_up 1\n",
                () -> "{\"keys\":[]}",
                () -> "{\"sections\":[],\"problems\":[],\"accounts\":[]}");
        Mount mount = new Mount(
                "/demo-ehr/fhir",
                request -> request.body().onSuccess(body -> request.response().end("fhir " + request.path())),
                "write-secret");
        server = new WebServer(
                vertx, options, fakes.ports(), hub, limits, probes, clock, clock::wallMillis, List.of(mount));
        server.start().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpRequest.Builder as(Role role, String path) {
        return HttpRequest.newBuilder(at(path)).header("Authorization", "Bearer " + FakePorts.token(role));
    }

    HttpResponse<String> get(Role role, String path) {
        return send(as(role, path).GET());
    }

    HttpResponse<String> post(Role role, String path, String json) {
        return send(json(as(role, path), "POST", json));
    }

    static HttpRequest.Builder json(HttpRequest.Builder request, String method, String json) {
        return request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
    }

    HttpResponse<String> login(String user, String password) {
        String body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
        return send(json(HttpRequest.newBuilder(at("/login")), "POST", body));
    }

    /** The Cookie header of a fresh sign-in. */
    String cookie(Role role) {
        String set = login(role.wire(), FakePorts.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() throws Exception {
        server.stop().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
