package io.vigil.fhir.demo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Reads a request's body up to a limit, whatever its headers promise. */
final class BoundedBody {
    private BoundedBody() {}

    /** The body as UTF-8; null when it is longer. On the request's event loop. */
    static Future<@Nullable String> of(HttpServerRequest request, int mostBytes) {
        Promise<@Nullable String> promise = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > mostBytes) {
                promise.tryComplete(null);
            } else {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(promise::tryFail);
        request.endHandler(end -> promise.tryComplete(body.toString()));
        request.resume();
        return promise.future();
    }
}
