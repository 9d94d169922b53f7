package io.vigil.store.influx;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/**
 * Debian's InfluxDB 1.6 as a process, behind a proxy that gives it the write address of 2.x: what 1.8 does by itself.
 * The proxy can take in a write and lose the answer.
 */
final class InfluxServer implements AutoCloseable {
    private final Path folder;
    private final int port = free();
    private final HttpServer proxy;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger answersToLose = new AtomicInteger();
    private final AtomicReference<Runnable> afterWrite = new AtomicReference<>();
    private Process process;

    InfluxServer(Path folder) throws Exception {
        this.folder = folder;
        Files.writeString(folder.resolve("influxdb.conf"), """
                reporting-disabled = true
                bind-address = "127.0.0.1:%d"
                [meta]
                  dir = "%s/meta"
                [data]
                  dir = "%s/data"
                  wal-dir = "%s/wal"
                  query-log-enabled = false
                [http]
                  bind-address = "127.0.0.1:%d"
                  log-enabled = false
                """.formatted(free(), folder, folder, folder, port));
        process = begun();
        ask("CREATE DATABASE vigil");
        proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        proxy.createContext("/", this::passed);
        proxy.setExecutor(Executors.newCachedThreadPool());
        proxy.start();
    }

    static boolean installed() {
        return Files.isExecutable(Path.of("/usr/bin/influxd"));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    Target target() {
        return new Target(url(), "", "vigil/autogen", "t");
    }

    /** The next writes arrive and are not answered for. */
    void loseAnswers(int writes) {
        answersToLose.set(writes);
    }

    /** Done once, when the server has the next write and before that is answered for. */
    void afterNextWrite(Runnable what) {
        afterWrite.set(what);
    }

    void kill() throws Exception {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    boolean running() {
        return process.isAlive();
    }

    void startAgain() throws Exception {
        process = begun();
    }

    /** Past the proxy and the client under test. */
    String ask(String influxQl) throws IOException, InterruptedException {
        String query = "q=" + URLEncoder.encode(influxQl, StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/query?db=vigil&epoch=ms"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/csv")
                .POST(HttpRequest.BodyPublishers.ofString(query))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private Process begun() throws IOException {
        Process started = new ProcessBuilder(
                        "/usr/bin/influxd",
                        "-config",
                        folder.resolve("influxdb.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("influxd.log").toFile())
                .start();
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            var ping = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ping"))
                    .build();
            return http.send(ping, HttpResponse.BodyHandlers.discarding()).statusCode() == 204;
        });
        return started;
    }

    private void passed(HttpExchange exchange) throws IOException {
        boolean write = exchange.getRequestURI().getPath().equals("/api/v2/write");
        try (exchange) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address(exchange, write)))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            for (String name : new String[] {"Content-Type", "Content-Encoding", "Accept"}) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Runnable then = write ? afterWrite.getAndSet(null) : null;
            if (then != null) {
                then.run();
            }
            if (write && answersToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return;
            }
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            answer.headers()
                    .firstValue("X-Influxdb-Version")
                    .ifPresent(is -> exchange.getResponseHeaders().set("X-Influxdb-Version", is));
            byte[] body = answer.body();
            exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String address(HttpExchange exchange, boolean write) {
        if (!write) {
            return exchange.getRequestURI().toString();
        }
        Map<String, String> asked = new HashMap<>();
        for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
            String[] words = pair.split("=", 2);
            asked.put(words[0], URLDecoder.decode(words[1], StandardCharsets.UTF_8));
        }
        String[] place = asked.getOrDefault("bucket", "").split("/");
        String precision = asked.getOrDefault("precision", "ns");
        return "/write?db=" + place[0] + "&rp=" + place[1] + "&precision=" + (precision.equals("us") ? "u" : precision);
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws Exception {
        proxy.stop(0);
        kill();
    }
}
