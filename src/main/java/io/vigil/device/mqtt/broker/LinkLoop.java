package io.vigil.device.mqtt.broker;

import io.vigil.device.ReconnectPauses;
import io.vigil.device.mqtt.intake.DeviceLine;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.time.Clock;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connect, subscribe, watch, and when anything is amiss throw the client away and begin again. Confined to the loop's
 * thread, but for what is volatile.
 */
final class LinkLoop {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long ANSWER_WITHIN_MILLIS = 4_000;
    private static final long REFUSED_AGAIN_MILLIS = 5_000;
    private static final long NEVER = Long.MAX_VALUE;

    private enum Phase {
        DOWN,
        CONNECTING,
        SUBSCRIBING,
        UP,
        CLOSED
    }

    private final BrokerSettings settings;
    private final Intake intake;
    private final Clock clock;
    private final Function<BrokerWire.Listener, BrokerWire> wires;
    private final Arrivals arrivals;
    private final LinkOutbox outbox;
    private final Executor executor;
    private final ReconnectPauses pauses = new ReconnectPauses(RandomGenerator.getDefault());

    private Phase phase = Phase.DOWN;
    private long dueNanos;
    private long nextPingNanos;
    private long againNanos = NEVER;
    private @Nullable Connection connection;
    private volatile boolean connected;
    private volatile String reason = "Not connected yet";
    private volatile long connects;
    private volatile long unacknowledged;

    /** @param executor the loop's one thread; what it no longer takes is dropped */
    LinkLoop(
            BrokerSettings settings,
            Intake intake,
            Arrivals arrivals,
            LinkOutbox outbox,
            Clock clock,
            Function<BrokerWire.Listener, BrokerWire> wires,
            Executor executor) {
        this.settings = settings;
        this.intake = intake;
        this.arrivals = arrivals;
        this.outbox = outbox;
        this.clock = clock;
        this.wires = wires;
        this.executor = executor;
        this.dueNanos = clock.nanos();
    }

    void tick() {
        safely(this::turn);
        intake.lines().forEach(DeviceLine::tick);
    }

    private void safely(Runnable task) {
        try {
            task.run();
        } catch (BrokerException refused) {
            fail("The broker's connection failed: " + refused.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("the link to broker {} failed and is made anew", settings.name(), fault);
            fail("An unexpected failure: " + fault);
        }
    }

    private void onLoop(Runnable task) {
        executor.execute(() -> safely(task));
    }

    private void turn() {
        long now = clock.nanos();
        Connection current = connection;
        if (phase == Phase.CLOSED) {
            return;
        }
        if (phase == Phase.DOWN || current == null) {
            if (now - dueNanos >= 0) {
                begin(now);
            }
        } else if (phase != Phase.UP) {
            if (now - dueNanos >= 0) {
                fail("The broker does not answer");
            }
        } else if (current.watchdog.silent()) {
            fail("The broker has fallen silent");
        } else if (againNanos != NEVER && now - againNanos >= 0) {
            // A broker sends again what was not acknowledged only on a new connection.
            fail("Connecting again for readings that could not be kept");
        } else {
            if (now - nextPingNanos >= 0) {
                nextPingNanos = now + settings.keepAliveSeconds() * 1_000L * NANOS_PER_MILLI / 4;
                current.wire.ping();
            }
            pump();
        }
    }

    private void begin(long now) {
        Connection next = new Connection();
        connection = next;
        phase = Phase.CONNECTING;
        dueNanos = now + ANSWER_WITHIN_MILLIS * NANOS_PER_MILLI;
        next.wire.connect();
    }

    private void fail(String why) {
        Connection dead = connection;
        connection = null;
        boolean wasUp = connected;
        connected = false;
        phase = Phase.DOWN;
        againNanos = NEVER;
        dueNanos = clock.nanos() + pauses.nextMillis() * NANOS_PER_MILLI;
        reason = why;
        if (dead != null) {
            discard(dead.wire);
        }
        if (wasUp) {
            LOG.warn("broker {}: {}", settings.name(), why);
        }
        intake.lines()
                .forEach(line -> line.gone(
                        "The MQTT broker " + settings.name() + " cannot be reached; check it and the network"));
    }

    /** On a thread of its own: closing a Paho client may hang, and then only that thread does. */
    private static void discard(BrokerWire wire) {
        Thread thread = new Thread(wire::destroy, "vigil-mqtt-discard");
        thread.setDaemon(true);
        thread.start();
    }

    private void subscribe(Connection up) {
        Set<String> filters = intake.filters();
        phase = Phase.SUBSCRIBING;
        if (filters.isEmpty()) {
            ready(Set.of());
        } else {
            up.wire.subscribe(filters);
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    private void ready(Set<String> refused) {
        phase = Phase.UP;
        connected = true;
        connects++;
        reason = "";
        pauses.reset();
        nextPingNanos = clock.nanos();
        if (!refused.isEmpty()) {
            LOG.warn("broker {} refuses the subscriptions {}", settings.name(), refused);
        }
        intake.opened(refused);
        outbox.again();
        if (!settings.statusTopic().isEmpty()) {
            outbox.offer(PahoWire.status(settings, "online"));
        }
        pump();
    }

    /** Sends what waits; the loop's thread only, as all here. */
    void pump() {
        Connection current = connection;
        if (phase != Phase.UP || current == null) {
            return;
        }
        for (Outbound next = outbox.next(); next != null; next = outbox.next()) {
            if (!current.wire.publish(next)) {
                outbox.putBack(next);
                return;
            }
        }
    }

    void offered() {
        onLoop(this::pump);
    }

    void farewell() {
        Connection current = connection;
        connection = null;
        phase = Phase.CLOSED;
        connected = false;
        reason = "Closed";
        if (current != null) {
            current.wire.disconnect();
            discard(current.wire);
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    private void settled(Connection of, Incoming message, boolean durable) {
        if (!durable) {
            unacknowledged++;
            if (of == connection && againNanos == NEVER) {
                againNanos = clock.nanos() + REFUSED_AGAIN_MILLIS * NANOS_PER_MILLI;
            }
        } else if (of == connection && message.qos() > 0) {
            of.wire.acknowledge(message.packetId(), message.qos());
        }
    }

    boolean connected() {
        return connected;
    }

    String reason() {
        return connected ? "" : reason;
    }

    long connects() {
        return connects;
    }

    long unacknowledged() {
        return unacknowledged;
    }

    /** What one client tells; everything but a message goes to the loop, and only while it is the present one. */
    private final class Connection implements BrokerWire.Listener {
        private final Watchdog watchdog = new Watchdog(clock, settings.keepAliveSeconds());
        private final BrokerWire wire = wires.apply(this);

        @Override
        public void connected() {
            present(() -> subscribe(this));
        }

        @Override
        public void subscribed(Set<String> refused) {
            present(() -> ready(refused));
        }

        @Override
        public void lost(String why) {
            present(() -> fail(why));
        }

        @Override
        public void heard() {
            watchdog.heard();
        }

        @Override
        public void delivered(Outbound message) {
            watchdog.heard();
            outbox.delivered(message);
            present(LinkLoop.this::pump);
        }

        @Override
        public void arrived(Incoming message) {
            watchdog.heard();
            arrivals.take(message, durable -> onLoop(() -> settled(this, message, durable)));
        }

        private void present(Runnable task) {
            onLoop(() -> {
                if (connection == this) {
                    task.run();
                }
            });
        }
    }
}
