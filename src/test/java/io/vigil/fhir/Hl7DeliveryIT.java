package io.vigil.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vigil.fhir.hl7.Receiver;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outbox to a receiver of HL7 v2 on a real socket: each entry in effect once, in order, or visible with its reason. */
class Hl7DeliveryIT {
    private static final int ROWS = 6;

    private final MemoryOutbox outbox = new MemoryOutbox();
    private final Vertx vertx = Vertx.vertx();
    private Receiver receiver;
    private Delivery delivery;
    private AutoCloseable sender;

    @BeforeEach
    void open() throws Exception {
        receiver = new Receiver();
        Dispatch dispatch = receiver.sender(500);
        sender = (AutoCloseable) dispatch;
        delivery = new Delivery(vertx, outbox, dispatch, 1, true, Clock.system(), new BackOff(5, 20, new Random(1)));
    }

    @AfterEach
    void close() throws Exception {
        delivery.stop().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        sender.close();
        receiver.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void fill() {
        for (int i = 1; i <= ROWS; i++) {
            outbox.add(Entries.spo2("s-1", i, 90 + i));
        }
    }

    private void untilSettled() {
        await().atMost(Duration.ofSeconds(30)).until(() -> outbox.count(State.PENDING) == 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONE",
                "ERROR",
                "COMMIT_ACCEPT",
                "SILENCE_AFTER_TAKING",
                "CLOSE_BEFORE_TAKING",
                "CLOSE_AFTER_TAKING",
                "HALF_AN_ANSWER_AFTER_TAKING",
                "ANOTHERS_ANSWER_AFTER_TAKING",
                "NO_HL7",
                "DRIP"
            })
    void eachIsInEffectOnceAndInOrderDespite(String fault) {
        receiver.next(fault, "NONE", fault);
        fill();
        delivery.start();
        untilSettled();
        assertThat(outbox.count(State.DELIVERED)).isEqualTo(ROWS);
        assertThat(receiver.values()).containsExactly("91", "92", "93", "94", "95", "96");
        assertThat(outbox.row(1).location()).startsWith("HL7v2/");
    }

    @Test
    void whatIsRejectedIsSetAsideInTheReceiversWordsAndTheRestGoesOn() {
        receiver.next("NONE", "REJECT");
        fill();
        delivery.start();
        untilSettled();
        assertThat(outbox.count(State.DELIVERED)).isEqualTo(ROWS - 1);
        assertThat(outbox.row(2).state()).isEqualTo(State.QUARANTINED);
        assertThat(outbox.row(2).reason()).startsWith("AR: ").contains("unknown patient | MRN");
        outbox.retryNow(2);
        delivery.resume();
        untilSettled();
        assertThat(outbox.count(State.DELIVERED)).isEqualTo(ROWS);
    }

    @Test
    void anErrorThatComesAgainAndAgainIsSetAsideAndHoldsNobodyElse() {
        String[] errors = new String[60];
        java.util.Arrays.fill(errors, "ERROR");
        receiver.next(errors);
        outbox.add(Entries.spo2("s-1", 1, 91));
        delivery.start();
        untilSettled();
        assertThat(outbox.row(1).state()).isEqualTo(State.QUARANTINED);
        assertThat(outbox.row(1).reason()).contains("database busy");
        assertThat(delivery.status().lastError()).doesNotContain("database");
    }

    @Test
    void aReceiverThatComesBackGetsEverything() throws Exception {
        int port = receiver.port();
        receiver.close();
        fill();
        delivery.start();
        await().until(() -> delivery.status().failuresInARow() > 2);
        assertThat(outbox.count(State.DELIVERED)).isZero();
        receiver = new Receiver(port);
        untilSettled();
        assertThat(receiver.values()).hasSize(ROWS);
    }

    @Test
    void oneConnectionCarriesThemAllAndWhatHl7HasNoWordForStays() {
        fill();
        outbox.add(Entries.facts().values().iterator().next());
        delivery.start();
        untilSettled();
        assertThat(receiver.connections()).isEqualTo(1);
        assertThat(outbox.row(ROWS + 1).state()).isEqualTo(State.WITHDRAWN);
        assertThat(outbox.row(ROWS + 1).reason()).contains("takes no entry of kind");
        assertThat(List.of(outbox.count(State.QUARANTINED))).containsExactly(0L);
    }
}
