package io.vigil.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.web.live.LiveLimits;
import io.vigil.web.signin.Role;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveIT extends AtTheStation {
    @ParameterizedTest
    @ValueSource(strings = {"/live", "/api/v1/live"})
    void theFirstFrameIsASnapshotOfEverything(String path) throws Exception {
        LiveClient client = LiveClient.open(station, path, "Authorization", "Bearer token-nurse");
        JsonNode first = client.next();
        assertThat(first.path("type").asText()).isEqualTo("snapshot");
        assertThat(first.path("epoch").asText()).isEqualTo("epoch-1");
        assertThat(first.path("user").toString()).isEqualTo("{\"name\":\"nurse\",\"role\":\"nurse\"}");
        assertThat(first.path("site").toString()).isEqualTo("{\"id\":\"site\",\"simulated\":true}");
        assertThat(first.path("sessions").get(0).path("id").asText()).isEqualTo("s1");
        assertThat(first.path("devices").get(0).path("state").asText()).isEqualTo("live");
        assertThat(first.path("watch").path("screens").asInt()).isEqualTo(1);
    }

    @Test
    void aFrameComesAtLeastEachSecondAndTheSequenceRisesByOne() throws Exception {
        LiveClient client = LiveClient.bearer(station, Role.VIEWER);
        long last = client.next().path("seq").asLong();
        for (int i = 0; i < 5; i++) {
            JsonNode frame = client.frames.poll(1, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within a second").isNotNull();
            assertThat(frame.path("seq").asLong()).isEqualTo(++last);
        }
    }

    @Test
    void anAlarmIsAFrameOfItsOwnAtOnceAndASecondSendingOfItIsNone() throws Exception {
        LiveClient client = LiveClient.bearer(station, Role.NURSE);
        client.next("snapshot");
        client.next("tick");
        station.hub.changed(Views.session("s1", 2, 85), List.of(Views.raised(1)));
        JsonNode alarm = client.next();
        assertThat(alarm.path("type").asText()).isEqualTo("alarm");
        assertThat(alarm.path("session").asText()).isEqualTo("s1");
        assertThat(alarm.path("events").get(0).path("id").asText()).isEqualTo("s1/spo2.low.crit/1/raised");
        assertThat(alarm.path("view")
                        .path("readings")
                        .path("spo2")
                        .path("value")
                        .asInt())
                .isEqualTo(85);
        station.hub.changed(Views.session("s1", 3, 84), List.of(Views.raised(1)));
        station.hub.changed(Views.session("s1", 4, 83), List.of(Views.raised(2)));
        assertThat(client.next("alarm").path("events").get(0).path("occurrence").asInt())
                .isEqualTo(2);
    }

    @Test
    void manyChangesOfASessionBecomeOneDeltaWithTheLatest() throws Exception {
        LiveClient client = LiveClient.bearer(station, Role.NURSE);
        client.next("snapshot");
        client.next("tick");
        for (int i = 2; i <= 50; i++) {
            station.hub.changed(Views.session("s1", i, 50 + i), List.of());
        }
        JsonNode delta = client.next("delta");
        assertThat(delta.path("sessions").size()).isEqualTo(1);
        await().atMost(Duration.ofSeconds(2)).until(() -> {
            JsonNode frame =
                    delta.path("sessions").get(0).path("revision").asLong() == 50 ? delta : client.frames.poll();
            return frame != null
                    && frame.path("sessions").path(0).path("revision").asLong() == 50;
        });
    }

    @Test
    void theServerKnowsWhoIsListening() throws Exception {
        LiveClient client = LiveClient.bearer(station, Role.NURSE);
        assertThat(client.next().path("watch").path("audible").asInt()).isZero();
        client.say("{\"audioArmed\":true,\"visible\":true}");
        await().atMost(Duration.ofSeconds(5)).until(() -> station.hub.counts().audible() == 1);
        assertThat(client.next("tick")).isNotNull();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> client.next("tick").path("watch").path("audible").asInt() == 1);
        station.clock.leap(Duration.ofSeconds(16));
        await().atMost(Duration.ofSeconds(5)).until(() -> station.hub.counts().screens() == 0);
        assertThat(station.hub.counts().audible()).isZero();
    }

    @Test
    void strangeMessagesAreCountedAndTooManyCloseTheLine() throws Exception {
        LiveClient client = LiveClient.bearer(station, Role.NURSE);
        for (int i = 0; i < 21; i++) {
            client.say("[" + i + "]");
        }
        assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(1008);
        await().atMost(Duration.ofSeconds(5)).until(() -> station.hub.counts().messagesIgnored() == 21);
    }

    @Test
    void anOversizedMessageClosesTheLine() throws Exception {
        LiveClient client = LiveClient.bearer(station, Role.NURSE);
        client.next("snapshot");
        client.say("x".repeat(10_000));
        await().atMost(Duration.ofSeconds(10)).until(client.closed::isDone);
        await().atMost(Duration.ofSeconds(5)).until(() -> station.hub.counts().screens() == 0);
    }

    @Test
    void signingOutClosesTheLine() throws Exception {
        String cookie = station.cookie(Role.NURSE);
        String origin = station.at("").toString();
        LiveClient client = LiveClient.open(station, "/live", "Cookie", cookie, "Origin", origin);
        client.next("snapshot");
        station.send(TestStation.json(
                java.net.http.HttpRequest.newBuilder(station.at("/logout"))
                        .header("Cookie", cookie)
                        .header("X-Vigil", "1"),
                "POST",
                ""));
        assertThat(client.closed.get(5, TimeUnit.SECONDS)).isEqualTo(4401);
    }

    @Test
    void aForeignOrMissingOriginIsRefusedWithACookie() {
        String cookie = station.cookie(Role.NURSE);
        refused(403, "Cookie", cookie, "Origin", "http://evil.example");
        refused(403, "Cookie", cookie, "Origin", "http://127.0.0.1:1");
        refused(403, "Cookie", cookie, "Origin", "null");
        refused(403, "Cookie", cookie);
        refused(403, "Authorization", "Bearer token-nurse", "Origin", "http://evil.example");
    }

    @Test
    void withoutLoginOrWithATokenInTheAddressItIsRefused() {
        refused(401);
        refused(401, "Authorization", "Bearer nonsense");
        assertThatThrownBy(() -> LiveClient.open(station, "/live?access_token=token-nurse"))
                .isInstanceOf(ExecutionException.class);
    }

    private void refused(int status, String... headers) {
        assertThatThrownBy(() -> LiveClient.open(station, "/live", headers))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void aStalledScreenIsClosedAndTheOthersMissNothing() throws Exception {
        try (Socket stalled = stalled()) {
            LiveClient other = LiveClient.bearer(station, Role.NURSE);
            long seq = other.next("snapshot").path("seq").asLong();
            for (int i = 2; station.hub.counts().valuesSkipped() == 0; i++) {
                for (int session = 0; session < 200; session++) {
                    station.hub.changed(Views.session("s" + session, i), List.of());
                }
                JsonNode frame = other.next();
                assertThat(frame.path("seq").asLong()).isEqualTo(++seq);
                assertThat(i).as("a full line is noticed").isLessThan(500);
            }
            station.clock.leap(Duration.ofMillis(LiveLimits.DEFAULT.stalledMillis() + 1));
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> station.hub.counts().closedBehind() == 1);
            assertThat(other.next().path("seq").asLong()).isEqualTo(++seq);
            InputStream in = stalled.getInputStream();
            stalled.setSoTimeout(10_000);
            byte[] sink = new byte[65_536];
            long read = 0;
            for (int n = in.read(sink); n >= 0; n = in.read(sink)) {
                read += n;
            }
            assertThat(read).as("bytes one stalled screen could pile up").isLessThan(8_000_000);
        }
    }

    private Socket stalled() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", station.server.port()));
        socket.getOutputStream().write(("""
                GET /live HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Authorization: Bearer token-viewer\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """).formatted(station.server.port()).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
