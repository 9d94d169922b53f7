package io.vigil.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.live.LiveHub;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.live.Screens;
import io.vigil.web.live.Viewer;
import io.vigil.web.live.Wire;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The WebSocket of the live hub. The server's loop. */
final class LiveRoute {
    /** Bytes. */
    static final int LONGEST_MESSAGE = 4_096;

    private static final short TOO_LARGE = 1009;

    private final LiveHub hub;
    private final Origins origins;
    private final LiveLimits limits;
    private final Deadlines deadlines;

    LiveRoute(LiveHub hub, Origins origins, LiveLimits limits, Deadlines deadlines) {
        this.hub = hub;
        this.origins = origins;
        this.limits = limits;
        this.deadlines = deadlines;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/live", Access.ALL, this::upgrade),
                Endpoint.get(Endpoint.API + "/live", Access.ALL, this::upgrade));
    }

    private void upgrade(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Caller caller = Guard.caller(ctx);
        // A browser always says where its page is from; without that, the cookie proves nothing.
        if (origins.foreign(request) || (caller.byCookie() && !origins.same(request))) {
            Reply.problem(
                    ctx,
                    Problem.of(403, "origin", "Not opened by a page of this server", "Open the station's own page."));
            return;
        }
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            ctx.response().putHeader("Upgrade", "websocket");
            Reply.problem(ctx, Problem.of(426, "upgrade", "A WebSocket", "Open this address as a WebSocket."));
            return;
        }
        if (!Requests.queryOf(ctx, Set.of("room"))) {
            return;
        }
        String room = String.join("", ctx.queryParam("room"));
        deadlines.forget(request.connection());
        request.toWebSocket().onSuccess(socket -> join(socket, caller, room));
    }

    private void join(ServerWebSocket socket, Caller caller, String room) {
        Socket wire = new Socket(socket);
        socket.setWriteQueueMaxSize(limits.queueBytes());
        Viewer viewer = new Viewer(caller.user(), caller.role().wire(), room, caller.admitted());
        if (!hub.join(wire, viewer, ears -> listen(socket, ears))) {
            socket.close((short) 1013, "too many screens");
        }
    }

    private static void listen(ServerWebSocket socket, Screens.Ears ears) {
        socket.textMessageHandler(ears::said);
        socket.binaryMessageHandler(bytes -> ears.said(""));
        socket.pongHandler(pong -> ears.alive());
        AtomicInteger unfinished = new AtomicInteger();
        socket.frameHandler(frame -> {
            boolean part = frame.isText() || frame.isBinary() || frame.isContinuation();
            int size = part ? unfinished.addAndGet(frame.binaryData().length()) : 0;
            if (part && frame.isFinal()) {
                unfinished.set(0);
            } else if (size > LONGEST_MESSAGE) {
                // In pieces without an end; whoever sends that does not answer a closing frame either.
                ears.gone();
                socket.shutdown(0, TimeUnit.SECONDS, TOO_LARGE, "message refused");
            }
        });
        socket.drainHandler(drained -> ears.drained());
        socket.closeHandler(closed -> ears.gone());
        socket.exceptionHandler(broken -> {
            // An oversized or broken frame: Vert.x reports it here and may leave the connection open.
            ears.gone();
            socket.close(TOO_LARGE, "message refused");
        });
    }

    private record Socket(ServerWebSocket socket) implements Wire {
        @Override
        public boolean full() {
            // A closed one throws when asked, and its end may be told only after the round over all screens.
            return !socket.isClosed() && socket.writeQueueFull();
        }

        @Override
        public void send(String frame) {
            if (!socket.isClosed()) {
                socket.writeFinalTextFrame(frame);
            }
        }

        @Override
        public void close(Close why) {
            socket.close(why.code(), why.reason());
        }

        @Override
        public void ping() {
            if (!socket.isClosed()) {
                socket.writePing(Buffer.buffer());
            }
        }
    }
}
