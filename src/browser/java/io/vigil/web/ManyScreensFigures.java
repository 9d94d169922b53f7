package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.time.Clock;
import io.vigil.web.signin.Role;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** Two hundred screens at one server, twenty of which take nothing any more. Run by name on a quiet machine. */
class ManyScreensFigures {
    private static final int WELL = 180;
    private static final int STALLED = 20;
    private static final int ALARMS = 40;
    private static final long MEGABYTE = 1 << 20;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Long> arrivals = new ConcurrentLinkedQueue<>();
    private final List<Socket> stalled = new ArrayList<>();
    private final List<Screen> screens = new ArrayList<>();
    private FullWard ward;
    private volatile long decided;

    @BeforeEach
    void open() throws Exception {
        ward = new FullWard();
    }

    @AfterEach
    void close() throws Exception {
        for (Socket socket : stalled) {
            socket.close();
        }
        screens.forEach(screen -> screen.socket.abort());
        ward.close();
    }

    @Test
    void theOthersDoNotNoticeTwentyThatStalledAndTheHeapStaysWhereItWas() throws Exception {
        for (int i = 0; i < WELL; i++) {
            screens.add(new Screen());
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> ward.hub.counts().screens() >= WELL);
        tell("180 screens, none stalled", 0);
        for (int i = 0; i < STALLED; i++) {
            stalled.add(stall());
        }
        long before = usedMegabytes();
        double p99 = tell("180 screens, 20 stalled beside them", ALARMS);
        long after = usedMegabytes();
        System.out.printf(
                Locale.ROOT,
                "heap after a collection, MB: %d with all connected, %d at the end; closed as stalled: %d%n",
                before,
                after,
                ward.hub.counts().closedBehind());
        assertThat(p99).isLessThan(250);
        assertThat(after - before).isLessThan(64);
        assertThat(screens).allSatisfy(screen -> assertThat(screen.closed).isFalse());
    }

    /** @return p99 of an alarm's way from the hub to a screen's socket, ms */
    private double tell(String what, int first) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int i = 0; i < ALARMS; i++) {
            arrivals.clear();
            decided = Clock.system().nanos();
            ward.alarm(1 + i % FullWard.CHAIRS, first + i + 1, 50 + i % 30);
            await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(() -> arrivals.size() >= WELL);
            arrivals.forEach(at -> took.add((at - decided) / 1e6));
            for (int quarter = 0; quarter < 4; quarter++) {
                ward.second();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        double[] sorted = took.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        double p99 = sorted[sorted.length * 99 / 100];
        System.out.printf(
                Locale.ROOT,
                "%s: alarm to socket, ms, n=%d: p50 %.1f p99 %.1f max %.1f%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                p99,
                sorted[sorted.length - 1]);
        return p99;
    }

    private static long usedMegabytes() throws InterruptedException {
        long[] used = new long[3];
        for (int i = 0; i < used.length; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(300);
            used[i] = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
        }
        return Arrays.stream(used).min().orElseThrow();
    }

    /** Signed in, and then it reads nothing. */
    private Socket stall() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", ward.server.port()));
        socket.getOutputStream().write(("""
                GET /live HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Authorization: Bearer %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """).formatted(ward.server.port(), FakePorts.token(Role.VIEWER)).getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** Notes when an alarm came, and forgets all else. */
    private final class Screen implements WebSocket.Listener {
        private final WebSocket socket;
        private final StringBuilder part = new StringBuilder();
        volatile boolean closed;

        Screen() throws Exception {
            socket = http.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + FakePorts.token(Role.NURSE))
                    .buildAsync(URI.create("ws://127.0.0.1:" + ward.server.port() + "/live"), this)
                    .get(10, TimeUnit.SECONDS);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            if (part.length() < 64) {
                part.append(data, 0, Math.min(64, data.length()));
            }
            if (last) {
                if (part.indexOf("\"type\":\"alarm\"") >= 0) {
                    arrivals.add(Clock.system().nanos());
                }
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed = true;
            return null;
        }
    }
}
