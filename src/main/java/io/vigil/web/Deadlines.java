package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * By when a connection must have said a whole request: a drip of bytes, each in time, would otherwise hold it for ever.
 * A connection that has become a WebSocket is the hub's to watch. The server's loop.
 */
final class Deadlines {
    /**
     * Milliseconds.
     *
     * @param head from the opening of a connection to the end of its first request's headers
     * @param body from there to the end of its body
     * @param next from an answer to the end of the next request's headers
     */
    record Limits(long head, long body, long next) {
        static final Limits DEFAULT = new Limits(10_000, 30_000, 75_000);
    }

    /** Long enough for a refusal to be read before the line goes. */
    private static final long LINGER_MILLIS = 1_000;

    private final Vertx vertx;
    private final Limits limits;
    /** By connection, the timer that ends it; of one that is to hear no more, the last. */
    private final Map<HttpConnection, Long> timers = new IdentityHashMap<>();

    private final Set<HttpConnection> done = Collections.newSetFromMap(new IdentityHashMap<>());

    Deadlines(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    void opened(HttpConnection connection) {
        hangUpAfter(limits.head, connection);
        connection.closeHandler(closed -> forget(connection));
    }

    /** @return false for what comes on a connection after {@link #enough}: it is to be left alone */
    boolean asked(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (done.contains(connection)) {
            return false;
        }
        if (timers.containsKey(connection)) {
            long timer = hangUpAfter(limits.body, connection);
            request.end().onComplete(whole -> vertx.cancelTimer(timer));
        }
        return true;
    }

    void answered(HttpConnection connection) {
        if (timers.containsKey(connection) && !done.contains(connection)) {
            hangUpAfter(limits.next, connection);
        }
    }

    /** No request on this connection is heard any more, and soon it is closed. */
    void enough(HttpConnection connection) {
        if (timers.containsKey(connection) && done.add(connection)) {
            hangUpAfter(LINGER_MILLIS, connection);
        }
    }

    /** Nothing is owed any more by this connection's HTTP. */
    void forget(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
        done.remove(connection);
    }

    private long hangUpAfter(long millis, HttpConnection connection) {
        long timer = vertx.setTimer(millis, late -> connection.close());
        Long before = timers.put(connection, timer);
        if (before != null) {
            vertx.cancelTimer(before);
        }
        return timer;
    }
}
