package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.signin.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Static files out of the jar: the station's pages at {@code /}, the Lit modules at {@code /lib/}. Each is read once
 * and kept; nothing is unpacked to a disk. Only plain names are looked up at all, so that no path leads elsewhere.
 */
final class Pages {
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    private static final Pattern GZIP = Pattern.compile("(^|[ ,])gzip(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))");
    private static final String LIB = "/lib/";
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_KEPT = 1_000;
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    /** Less is sent as it is: it would not get smaller. */
    private static final int WORTH_PACKING = 1024;

    /** @param packed the same bytes as gzip, packed once; empty where that gains nothing */
    private record Page(Buffer bytes, Buffer packed, String type, String etag, String policy, boolean versioned) {}

    private final Vertx vertx;
    private final Map<String, Page> kept = new ConcurrentHashMap<>();

    Pages(Vertx vertx) {
        this.vertx = vertx;
    }

    void serve(RoutingContext ctx) {
        // The raw path: an encoded slash or dot is not a plain name and is refused, not decoded.
        String path = String.valueOf(ctx.request().path());
        String wanted = path.equals("/") ? "/index.html" : path;
        if (!PLAIN.matcher(wanted).matches() || !TYPES.containsKey(ending(wanted))) {
            ctx.fail(404);
            return;
        }
        Page page = kept.get(wanted);
        if (page != null) {
            send(ctx, page);
            return;
        }
        vertx.executeBlocking(() -> read(wanted), false).onComplete(read -> {
            if (read.failed()) {
                Reply.failed(ctx, read.cause());
            } else {
                read.result().ifPresentOrElse(found -> send(ctx, keep(wanted, found)), () -> ctx.fail(404));
            }
        });
    }

    private Page keep(String path, Page page) {
        if (kept.size() < MOST_KEPT) {
            kept.put(path, page);
        }
        return page;
    }

    private static Optional<Page> read(String path) {
        boolean lib = path.startsWith(LIB);
        String resource = lib ? "META-INF/resources/_static/" + path.substring(LIB.length()) : "web" + path;
        try (InputStream in = Pages.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readNBytes(LARGEST);
            String text = new String(bytes, StandardCharsets.UTF_8);
            String type = TYPES.getOrDefault(ending(path), "application/octet-stream");
            String etag = '"' + Secrets.hash(text).substring(0, 32) + '"';
            boolean html = type.startsWith("text/html");
            return Optional.of(new Page(
                    Buffer.buffer(bytes),
                    packed(bytes, type),
                    type,
                    etag,
                    html ? ContentPolicy.of(text) : ContentPolicy.BARE,
                    lib));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Only pages without a secret are ever packed: nothing of a session is in them. */
    private static Buffer packed(byte[] bytes, String type) throws IOException {
        boolean text = type.startsWith("text/") || type.contains("json") || type.contains("svg");
        if (!text || bytes.length < WORTH_PACKING) {
            return Buffer.buffer();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return Buffer.buffer(out.toByteArray());
    }

    private static boolean unpacks(RoutingContext ctx) {
        String accepted = ctx.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        return accepted != null && GZIP.matcher(accepted).find();
    }

    private static void send(RoutingContext ctx, Page page) {
        var response = ctx.response()
                .putHeader(HttpHeaders.ETAG, page.etag())
                .putHeader(
                        HttpHeaders.CACHE_CONTROL,
                        page.versioned() ? "public, max-age=31536000, immutable" : "no-cache")
                .putHeader(ContentPolicy.HEADER, page.policy());
        if (page.etag().equals(ctx.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
        } else {
            boolean pack = page.packed().length() > 0 && unpacks(ctx);
            response.putHeader(HttpHeaders.CONTENT_TYPE, page.type()).putHeader(HttpHeaders.VARY, "Accept-Encoding");
            if (pack) {
                response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            }
            response.end(pack ? page.packed() : page.bytes());
        }
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
