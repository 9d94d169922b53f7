package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.notify.TestReceiver.Got;
import io.vigil.session.port.Notices.State;
import io.vigil.time.Clock;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A true receiver over HTTP: what it gets, and what it makes of being slow, broken or away. */
class NotifierIT {
    private static final String SECRET = "sixteen signs or more";
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MemoryNotices notices = new MemoryNotices();
    private final Clock clock = Clock.system();
    private TestReceiver receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = new TestReceiver(SECRET);
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    private Notifier notifier(String url, Duration timeout, Duration alarmAfter) {
        Webhook webhook =
                new Webhook(URI.create(url), Signature.with(SECRET), 2, timeout, alarmAfter, Duration.ofHours(1));
        return new Notifier(webhook, "north", notices, clock);
    }

    @Test
    void itIsSignedSoThatAReceiverOfAnotherMakeBelievesIt() {
        notices.escalated("s1", 2, clock.wallMillis());
        try (Notifier notifier = notifier(receiver.url(), Duration.ofSeconds(10), Duration.ofMinutes(1))) {
            notifier.start();
            await().atMost(LONG).until(() -> notices.row(1).state() == State.DELIVERED);
        }
        assertThat(receiver.got).hasSize(1).allMatch(Got::verified);
        assertThat(receiver.got.get(0).id()).isEqualTo("s1/spo2.low.crit/1/escalated-2");
    }

    @Test
    void anErrorAndASilenceAreTriedAgainUnderTheSameId() {
        notices.escalated("s1", 2, clock.wallMillis());
        receiver.status = 500;
        try (Notifier notifier = notifier(receiver.url(), Duration.ofMillis(500), Duration.ofMinutes(1))) {
            notifier.start();
            await().atMost(LONG).until(() -> notices.row(1).reason().equals("HTTP 500"));
            receiver.mute = true;
            await().atMost(LONG).until(() -> notices.row(1).reason().contains("no whole answer within 500 ms"));
            receiver.mute = false;
            receiver.status = 204;
            notices.retryNow(1);
            notifier.wake();
            await().atMost(LONG).until(() -> notices.row(1).state() == State.DELIVERED);
            assertThat(notifier.status().sent()).isEqualTo(1);
            assertThat(notifier.status().failed()).isGreaterThanOrEqualTo(2);
        }
        assertThat(receiver.got).hasSizeGreaterThanOrEqualTo(3).allMatch(Got::verified);
        assertThat(receiver.got).extracting(Got::id).containsOnly("s1/spo2.low.crit/1/escalated-2");
        assertThat(receiver.got)
                .extracting(Got::body)
                .containsOnly(receiver.got.get(0).body());
    }

    @Test
    void whatWaitsTooLongIsAProblemUntilItIsTaken() {
        notices.escalated("s1", 2, clock.wallMillis() - 61_000);
        receiver.status = 503;
        try (Notifier notifier = notifier(receiver.url(), Duration.ofSeconds(10), Duration.ofMinutes(1))) {
            assertThat(notifier.holds(0, 0, false)).isFalse();
            assertThat(notifier.holds(0, 0, true))
                    .as("nothing is known before the first look")
                    .isTrue();
            notifier.start();
            await().atMost(LONG)
                    .until(() ->
                            notifier.holds(0, 0, false) && notifier.status().failed() > 0);
            assertThat(notifier.problem().orElseThrow()).contains("1 notifications wait", "HTTP 503");
            receiver.status = 200;
            notices.retryNow(1);
            notifier.wake();
            await().atMost(LONG).until(() -> !notifier.holds(0, 0, false));
            assertThat(notifier.problem()).isEmpty();
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        notices.escalated("s1", 2, clock.wallMillis());
        receiver.status = 307;
        try (Notifier notifier = notifier(receiver.url(), Duration.ofSeconds(10), Duration.ofMinutes(1))) {
            notifier.start();
            await().atMost(LONG).until(() -> notices.row(1).attempts() > 0);
            assertThat(notices.row(1).state()).isEqualTo(State.PENDING);
            assertThat(notices.row(1).reason()).isEqualTo("HTTP 307");
        }
    }

    @Test
    void nobodyThereIsAReasonToo() {
        notices.escalated("s1", 2, clock.wallMillis());
        String url = receiver.url();
        receiver.close();
        try (Notifier notifier = notifier(url, Duration.ofSeconds(10), Duration.ofMinutes(1))) {
            notifier.start();
            await().atMost(LONG).until(() -> notices.row(1).attempts() > 0);
            assertThat(notices.row(1).reason()).contains("ConnectException");
        }
    }
}
