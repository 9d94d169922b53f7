package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.RateLimit;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Where a message from a broker goes: to its device, to the word on whether a device is there, or to the list of topics
 * nobody is configured for. A device that sends too much or too long is refused aloud. Any thread; never blocks.
 */
final class Arrivals {
    /** What one device may send, as at the embedded endpoint. */
    static final int MESSAGES_PER_SECOND = 200;

    /** At QoS 1 a broker may have kept an hour of a device's messages for us, and sends them in one breath. */
    static final int BACKLOG = 10_000;

    private static final String FLOOD =
            "It sends more messages than any device does; what is too much is left out. Check its settings";
    private static final String TOO_LONG = "message too long";

    private final String broker;
    private final Intake intake;
    private final UnmatchedTopics unmatched;
    private final Clock clock;
    private final Map<String, RateLimit> live = new HashMap<>();
    private final Map<String, RateLimit> kept = new HashMap<>();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Arrivals(String broker, Intake intake, Clock clock) {
        this.broker = broker;
        this.intake = intake;
        this.unmatched = new UnmatchedTopics();
        this.clock = clock;
    }

    /** @param settled as of {@link Intake#take} */
    void take(Incoming message, Consumer<Boolean> settled) {
        messages.incrementAndGet();
        Set<String> announced = intake.availabilityOf(message.topic());
        Optional<DeviceBinding> binding = intake.bindingOf(message.topic(), message.payload());
        if (!announced.isEmpty()) {
            announced.forEach(device -> intake.availability(device, message.payload()));
            settled.accept(true);
        } else if (binding.isEmpty()) {
            unmatched.add(message.topic(), broker, message.payload(), clock.wallMillis());
            settled.accept(true);
        } else if (message.payload().length > Incoming.MAX_BYTES) {
            refused.incrementAndGet();
            intake.refused(binding.get().device(), TOO_LONG);
            settled.accept(true);
        } else if (!withinRate(binding.get().device(), message.qos())) {
            refused.incrementAndGet();
            intake.line(binding.get().device()).suspect(FLOOD);
            settled.accept(true);
        } else {
            intake.take(binding.get(), message, settled);
        }
    }

    private synchronized boolean withinRate(String device, int qos) {
        RateLimit limit = qos == 0
                ? live.computeIfAbsent(device, d -> new RateLimit(clock, MESSAGES_PER_SECOND))
                : kept.computeIfAbsent(device, d -> new RateLimit(clock, MESSAGES_PER_SECOND, BACKLOG));
        return limit.admits();
    }

    UnmatchedTopics unmatched() {
        return unmatched;
    }

    long messages() {
        return messages.get();
    }

    /** Left out because there were too many, or because they were too long. */
    long refused() {
        return refused.get();
    }
}
