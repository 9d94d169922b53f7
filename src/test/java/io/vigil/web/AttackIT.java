package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.web.live.LiveLimits;
import io.vigil.web.signin.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody on the network may try with bytes that no browser sends. */
class AttackIT {
    /** Short ones, so that nobody waits; a drip below comes faster than any of them. */
    private static final Deadlines.Limits IMPATIENT = new Deadlines.Limits(700, 700, 700);

    private static final Duration CUT = Duration.ofSeconds(10);
    private static final String NOTE = "/api/v1/sessions/s1/note";
    private static final String INNER =
            "POST " + NOTE + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer token-nurse\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 19\r\n\r\n{\"text\":\"smuggled\"}";

    private static TestStation station;
    private final List<LiveClient> screens = new ArrayList<>();

    @BeforeAll
    static void open() throws Exception {
        station = new TestStation(
                new WebOptions("127.0.0.1", 0, null, Set.of(), null, IMPATIENT, false), LiveLimits.DEFAULT);
    }

    @AfterAll
    static void close() throws Exception {
        station.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ",
                "POST " + NOTE + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer token-nurse\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{\"text\":\"",
                "POST " + NOTE + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer token-nurse\r\n"
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nfff0\r\n"
            })
    void aDripOfBytesIsCutAndNobodyElseNotices(String beginning) throws Exception {
        List<RawHttp> drips = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                RawHttp drip = new RawHttp(station.server.port());
                drip.say(beginning);
                drips.add(drip);
            }
            assertThat(station.get(Role.NURSE, "/api/v1/sessions").statusCode()).isEqualTo(200);
            await("all are cut off")
                    .atMost(CUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        drips.removeIf(drip -> !drip.say((byte) 'a'));
                        return drips.isEmpty();
                    });
            assertThat(station.get(Role.NURSE, "/api/v1/sessions").statusCode()).isEqualTo(200);
        } finally {
            for (RawHttp drip : drips) {
                drip.close();
            }
        }
        assertThat(station.fakes.acted).as("no half a note").isEmpty();
    }

    @Test
    void aConnectionThatWasGoodOnceIsCutToo() throws Exception {
        try (RawHttp drip = new RawHttp(station.server.port())) {
            drip.say("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            assertThat(drip.within(300)).startsWith("HTTP/1.1 200");
            drip.say("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ");
            await("it is cut off")
                    .atMost(CUT)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> !drip.say((byte) 'a'));
        }
    }

    @Test
    void aScreenIsNoDrip() throws Exception {
        LiveClient screen = screen();
        screen.next("snapshot");
        for (int tick = 0; tick < 2; tick++) {
            screen.next("tick");
        }
        assertThat(screen.closed).as("longer open than any deadline here").isNotDone();
    }

    static Stream<Arguments> smuggled() {
        String post = "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        String chunks = "0\r\n\r\n" + INNER;
        int length = chunks.length();
        return Stream.of(
                Arguments.of(
                        "both lengths",
                        post + "Content-Length: " + length + "\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks),
                Arguments.of(
                        "both, the other way",
                        post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n" + chunks),
                Arguments.of(
                        "two lengths",
                        post + "Content-Length: 0\r\nContent-Length: " + INNER.length() + "\r\n\r\n" + INNER),
                Arguments.of("two lengths in one", post + "Content-Length: 0, " + INNER.length() + "\r\n\r\n" + INNER),
                Arguments.of("a signed length", post + "Content-Length: +" + INNER.length() + "\r\n\r\n" + INNER),
                Arguments.of("a negative length", post + "Content-Length: -1\r\n\r\n" + INNER),
                Arguments.of("a length in hex", post + "Content-Length: 0x0\r\n\r\n" + INNER),
                Arguments.of("another coding", post + "Transfer-Encoding: xchunked\r\n\r\n" + chunks),
                Arguments.of("chunked not last", post + "Transfer-Encoding: chunked, identity\r\n\r\n" + chunks),
                Arguments.of(
                        "chunked twice",
                        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks),
                Arguments.of("a space before the colon", post + "Transfer-Encoding : chunked\r\n\r\n" + chunks),
                Arguments.of("a bare CR", post + "X-A: b\rContent-Length: 0\r\n\r\n" + INNER),
                Arguments.of("a NUL", post + "X-A: b\0\r\nContent-Length: 0\r\n\r\n" + INNER),
                Arguments.of("a signed chunk", post + "Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n" + INNER),
                Arguments.of("a chunk ended by LF", post + "Transfer-Encoding: chunked\r\n\r\n0\n\n" + INNER),
                Arguments.of(
                        "a chunk's extension with LF", post + "Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\n" + chunks),
                Arguments.of(
                        "1.0 with chunks", post.replace("1.1", "1.0") + "Transfer-Encoding: chunked\r\n\r\n" + chunks));
    }

    /**
     * Where two readers of one request may see different ends of it, we see none: it is refused and hung up on, so that
     * what a proxy before us took for its body is never a request of its own.
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("smuggled")
    void noRequestComesInsideAnother(String how, String bytes) throws Exception {
        station.fakes.acted.clear();
        try (RawHttp attacker = new RawHttp(station.server.port())) {
            attacker.say(bytes);
            String answers = attacker.toTheEnd();
            assertThat(RawHttp.statuses(answers)).as(answers).allMatch(status -> status >= 400);
        }
        assertThat(station.fakes.acted).isEmpty();
    }

    /** Where a line is folded, RFC 9112 5.2 leaves no choice but this or a refusal: it is one line. */
    @Test
    void aFoldedLineIsOneLine() throws Exception {
        station.fakes.acted.clear();
        String login = "POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
        try (RawHttp client = new RawHttp(station.server.port())) {
            client.say(
                    login + "X-A: b\r\n Content-Length: 0\r\nContent-Length: " + INNER.length() + "\r\n\r\n" + INNER);
            assertThat(RawHttp.statuses(client.toTheEnd())).hasSize(1);
        }
        assertThat(station.fakes.acted)
                .as("what the second line says is the length")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 200_000})
    void headersThatAreTooBigAreRefused(int size) throws Exception {
        String host = "Host: 127.0.0.1\r\n";
        assertThat(only("GET /health/live HTTP/1.1\r\n" + host + "X-A: " + "a".repeat(size) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(only("GET /health/live HTTP/1.1\r\n" + host + "A: bb\r\n".repeat(size / 5) + "\r\n"))
                .isEqualTo(431);
        assertThat(only("GET /" + "a".repeat(size) + " HTTP/1.1\r\n" + host + "\r\n"))
                .isEqualTo(414);
    }

    private static int only(String request) throws Exception {
        try (RawHttp client = new RawHttp(station.server.port())) {
            client.say(request);
            String answer = client.toTheEnd();
            assertThat(RawHttp.statuses(answer)).as(answer).hasSize(1);
            return RawHttp.statuses(answer).get(0);
        }
    }

    /** Too large by what it says of itself, or only by what comes. */
    @Test
    void aBodyWithoutAnEndIsCutOffAtTheLimit() throws Exception {
        String head = "POST " + NOTE
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer token-nurse\r\nContent-Type: application/json\r\n";
        try (RawHttp client = new RawHttp(station.server.port())) {
            client.say(head + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "1000\r\n" + " ".repeat(4_096) + "\r\n";
            await("it hangs up").atMost(CUT).pollInterval(Duration.ofMillis(5)).until(() -> !client.say(chunk));
            assertThat(RawHttp.statuses(client.toTheEnd())).isSubsetOf(413);
        }
        assertThat(station.fakes.acted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"text\":["})
    void deepJsonIsRefusedAndHarmless(String level) {
        String deep = level.repeat(60_000 / level.length());
        HttpResponse<String> answer = station.post(Role.NURSE, NOTE, deep);
        assertThat(answer.statusCode()).isIn(400, 422);
        assertThat(answer.body()).hasSizeLessThan(2_000).doesNotContain("StackOverflow", "jackson");
        assertThat(station.fakes.acted).isEmpty();
    }

    private static final String UPGRADE =
            "GET /live HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer token-viewer\r\n"
                    + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    static Stream<Arguments> broken() {
        byte[] mask = {0, 0, 0, 0};
        return Stream.of(
                Arguments.of(
                        "more announced than may come",
                        new byte[] {(byte) 0x81, (byte) 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}),
                Arguments.of(
                        "2^63 bytes",
                        new byte[] {(byte) 0x81, (byte) 0xff, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
                Arguments.of("not masked", new byte[] {(byte) 0x81, 0x02, '{', '}'}),
                Arguments.of("a bit of nobody's", new byte[] {(byte) 0xc1, (byte) 0x82, 0, 0, 0, 0, '{', '}'}),
                Arguments.of("an opcode of nobody's", new byte[] {(byte) 0x83, (byte) 0x80, 0, 0, 0, 0}),
                Arguments.of("a ping in pieces", new byte[] {0x09, (byte) 0x80, 0, 0, 0, 0}),
                Arguments.of(
                        "going on with nothing", joined(new byte[] {(byte) 0x80, (byte) 0x81}, mask, new byte[] {'x'})),
                Arguments.of(
                        "no text",
                        joined(new byte[] {(byte) 0x81, (byte) 0x82}, mask, new byte[] {(byte) 0xc3, 0x28})));
    }

    private static byte[] joined(byte[]... parts) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenFrameClosesItsLineAndNoOther(String how, byte[] frame) throws Exception {
        LiveClient other = screen();
        try (RawHttp attacker = new RawHttp(station.server.port())) {
            attacker.say(UPGRADE.formatted(station.server.port()));
            attacker.say(frame);
            attacker.toTheEnd();
        }
        await().atMost(CUT).until(() -> station.hub.counts().screens() == 1);
        other.next("snapshot");
        other.next("tick");
    }

    @AfterEach
    void nobodyIsLeft() {
        screens.forEach(LiveClient::leave);
        await().atMost(CUT).until(() -> station.hub.counts().screens() == 0);
    }

    private LiveClient screen() throws Exception {
        LiveClient screen = LiveClient.bearer(station, Role.NURSE);
        screens.add(screen);
        return screen;
    }

    /** Each piece is small; the message they make never ends. */
    @Test
    void aMessageWithoutAnEndClosesItsLine() throws Exception {
        try (RawHttp attacker = new RawHttp(station.server.port())) {
            attacker.say(UPGRADE.formatted(station.server.port()));
            attacker.say(joined(new byte[] {0x01, (byte) 0xfe, 0x04, 0x00, 0, 0, 0, 0}, new byte[1024]));
            byte[] more = joined(new byte[] {0x00, (byte) 0xfe, 0x04, 0x00, 0, 0, 0, 0}, new byte[1024]);
            await("it hangs up").atMost(CUT).pollInterval(Duration.ofMillis(20)).until(() -> !attacker.say(more));
        }
    }
}
