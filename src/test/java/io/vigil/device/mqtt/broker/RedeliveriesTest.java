package io.vigil.device.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.device.mqtt.Bindings;
import io.vigil.device.mqtt.LeapClock;
import io.vigil.device.mqtt.message.Incoming;
import org.junit.jupiter.api.Test;

class RedeliveriesTest {
    private final LeapClock clock = new LeapClock();
    private final Redeliveries redeliveries = new Redeliveries(clock);

    private boolean arrives(int id, String payload) {
        return redeliveries.arrived(new Incoming("t", Bindings.bytes(payload), id, 1, false, false));
    }

    @Test
    void whatWasNotAcknowledgedComesAgainOnTheNextConnectionOnce() {
        redeliveries.connecting();
        assertThat(arrives(1, "97")).isFalse();
        assertThat(arrives(1, "97")).as("same connection: a new message").isFalse();
        redeliveries.connecting();
        assertThat(arrives(1, "97")).isTrue();
        assertThat(arrives(1, "97")).isFalse();
    }

    @Test
    void anotherPayloadUnderTheIdIsNew() {
        redeliveries.connecting();
        arrives(1, "97");
        redeliveries.connecting();
        assertThat(arrives(1, "96")).isFalse();
    }

    @Test
    void anAcknowledgementIsDoubtedForTenSeconds() {
        redeliveries.connecting();
        arrives(1, "97");
        arrives(2, "97");
        redeliveries.acknowledged(1);
        clock.leap(10_001);
        redeliveries.acknowledged(2);
        redeliveries.connecting();
        assertThat(arrives(1, "97")).isFalse();
        assertThat(arrives(2, "97")).isTrue();
    }

    @Test
    void aBrokerWithoutTheSessionSendsOnlyNews() {
        redeliveries.connecting();
        arrives(1, "97");
        redeliveries.connecting();
        redeliveries.sessionLost();
        assertThat(arrives(1, "97")).isFalse();
    }
}
