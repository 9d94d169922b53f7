package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.notify.Receiver.Answer;
import io.vigil.session.port.Notices.State;
import io.vigil.time.LeapingClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When what is told, on a clock that leaps. */
class RoundTest {
    private static final long T0 = 1_777_000_000_000L;
    private static final Answer TAKEN = new Answer.Taken();
    private static final Webhook WEBHOOK = new Webhook(
            URI.create("http://receiver.test/"),
            Signature.with("sixteen signs or more"),
            2,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofHours(1));

    private final LeapingClock clock = new LeapingClock(T0);
    private final MemoryNotices notices = new MemoryNotices();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Round round = new Round(notices, this::post, WEBHOOK, "north", clock, new Random(1));

    private Answer post(String id, String body) {
        ids.add(id);
        bodies.add(body);
        return answers.isEmpty() ? TAKEN : answers.remove();
    }

    private long run() {
        return round.run(() -> false);
    }

    @Test
    void theSecondLevelIsToldWithTheEventsOwnIdAndTheFirstIsNot() throws Exception {
        notices.escalated("s1", 1, T0);
        notices.escalated("s1", 2, T0);

        run();

        assertThat(ids).containsExactly("s1/spo2.low.crit/1/escalated-2");
        JsonNode body = new ObjectMapper().readTree(bodies.get(0));
        assertThat(body.path("id").asText()).isEqualTo(ids.get(0));
        assertThat(body.path("level").asInt()).isEqualTo(2);
        assertThat(body.path("value").asDouble()).isEqualTo(84);
        assertThat(body.path("limit").isNull()).isTrue();
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "id",
                        "site",
                        "session",
                        "chair",
                        "alarm",
                        "event",
                        "level",
                        "priority",
                        "occurrence",
                        "value",
                        "limit",
                        "t");
        assertThat(notices.row(2).state()).isEqualTo(State.DELIVERED);
        assertThat(round.status().sent()).isEqualTo(1);
    }

    @Test
    void aReceiverThatIsAwayIsLeftAloneLongerAndLongerButNeverLongerThanHalfAMinute() {
        notices.escalated("s1", 2, T0);
        notices.escalated("s2", 2, T0);
        long longest = 0;
        for (int attempt = 1; attempt <= 12; attempt++) {
            answers.add(new Answer.Away("HTTP 500", 0));
            long wait = run();
            assertThat(ids)
                    .as("one attempt in a round: the receiver is away for all")
                    .hasSize(attempt);
            long ceiling = Math.min(30_000, 1_000L << (attempt - 1));
            assertThat(wait).isBetween(ceiling / 2, ceiling);
            longest = Math.max(longest, wait);
            clock.leap(wait);
        }
        assertThat(longest).isGreaterThan(14_000);
        assertThat(round.status().failed()).isEqualTo(12);

        run();
        assertThat(notices.row(1).state()).isEqualTo(State.DELIVERED);
        assertThat(notices.row(2).state()).isEqualTo(State.DELIVERED);
        assertThat(round.status().lastError()).isEmpty();
    }

    @Test
    void whatTheReceiverAsksForIsWaited() {
        notices.escalated("s1", 2, T0);
        answers.add(new Answer.Away("HTTP 503", 120_000));

        assertThat(run()).isEqualTo(120_000);
    }

    @Test
    void oneThatIsRefusedHoldsNoOther() {
        notices.escalated("s1", 2, T0);
        notices.escalated("s2", 2, T0);
        answers.add(new Answer.Refused("HTTP 422"));

        run();

        assertThat(notices.row(1).state()).isEqualTo(State.PENDING);
        assertThat(notices.row(1).reason()).isEqualTo("HTTP 422");
        assertThat(notices.row(1).nextMillis()).isGreaterThan(T0);
        assertThat(notices.row(2).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatIsTooOldIsGivenUpAndSaysSo() {
        notices.escalated("s1", 2, T0);
        clock.leap(3_600_000);

        run();

        assertThat(ids).isEmpty();
        assertThat(notices.row(1).state()).isEqualTo(State.EXPIRED);
        assertThat(notices.row(1).reason()).startsWith("given up");
        assertThat(round.status().expired()).isEqualTo(1);
    }

    @Test
    void aQueueThatCannotBeReadIsTriedAgain() {
        notices.escalated("s1", 2, T0);
        notices.down = true;
        assertThat(run()).isPositive();
        assertThat(round.status().lastError()).contains("the disk is away");
        notices.down = false;
        run();
        assertThat(notices.row(1).state()).isEqualTo(State.DELIVERED);
    }
}
