package io.vigil.device.mqtt;

import io.vigil.device.DevicePort;
import io.vigil.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that keeps one broker connected: connect, subscribe, watch, and when anything is amiss throw the client away
 * and begin again. Paho's own reconnect is off: it forgets subscriptions and has been seen to stand still for ever. All
 * state is confined to the loop's thread; a message is decoded on the library's callback thread and handed on.
 */
public final class PahoLink implements MqttLink {
    private static final Logger LOG = LoggerFactory.getLogger(PahoLink.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long TICK_MILLIS = 100;
    private static final long ANSWER_WITHIN_MILLIS = 4_000;
    private static final long REFUSED_AGAIN_MILLIS = 5_000;
    private static final int OUTBOX = 10_000;

    private enum Phase {
        DOWN,
        CONNECTING,
        SUBSCRIBING,
        UP
    }

    private final BrokerSettings settings;
    private final Intake intake;
    private final Clock clock;
    private final Function<BrokerWire.Listener, BrokerWire> wires;
    private final Backoff backoff;
    private final LinkOutbox outbox = new LinkOutbox(OUTBOX);
    private final UnmatchedTopics unmatched = new UnmatchedTopics();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong unacknowledged = new AtomicLong();
    private final ScheduledExecutorService loop;

    private Phase phase = Phase.DOWN;
    private long dueNanos;
    private long nextPingNanos;
    private long againNanos = Long.MAX_VALUE;
    private @Nullable Connection connection;
    private volatile boolean connected;
    private volatile String reason = "Not connected yet";
    private volatile long connects;

    /** MQTT 5. */
    public static PahoLink v5(
            BrokerSettings settings, Map<String, DeviceBinding> bindings, DevicePort port, Clock clock) {
        Redeliveries redeliveries = new Redeliveries(clock);
        return new PahoLink(
                settings,
                new Intake(bindings, port, clock),
                clock,
                listener -> new PahoV5Wire(settings, listener, redeliveries));
    }

    /** MQTT 3.1.1. */
    public static PahoLink v3(
            BrokerSettings settings, Map<String, DeviceBinding> bindings, DevicePort port, Clock clock) {
        return new PahoLink(
                settings, new Intake(bindings, port, clock), clock, listener -> new PahoV3Wire(settings, listener));
    }

    PahoLink(BrokerSettings settings, Intake intake, Clock clock, Function<BrokerWire.Listener, BrokerWire> wires) {
        this.settings = settings;
        this.intake = intake;
        this.clock = clock;
        this.wires = wires;
        this.backoff = new Backoff(RandomGenerator.getDefault());
        this.dueNanos = clock.nanos();
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vigil-mqtt-" + settings.name());
            thread.setDaemon(true);
            return thread;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.loop = executor;
    }

    @Override
    public void start() {
        var unused = loop.scheduleWithFixedDelay(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void offer(Outbound message) {
        outbox.offer(message);
        onLoop(this::pump);
    }

    @Override
    public long dropped() {
        return outbox.dropped();
    }

    /** Messages not yet proven delivered. */
    int waiting() {
        return outbox.waiting();
    }

    /** Topics that came through a wildcard and belong to no device. */
    public UnmatchedTopics unmatched() {
        return unmatched;
    }

    @Override
    public Status status() {
        return new Status(
                settings.name(),
                connected,
                connected ? "" : reason,
                connects,
                messages.get(),
                unacknowledged.get(),
                outbox.dropped(),
                intake.staleMessages());
    }

    @Override
    public void close() {
        onLoop(this::farewell);
        loop.shutdown();
        try {
            if (!loop.awaitTermination(2, TimeUnit.SECONDS)) {
                loop.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One turn of the loop; the loop's thread only. */
    void tick() {
        try {
            turn();
        } catch (BrokerException refused) {
            fail("The broker's connection failed: " + refused.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("the link to broker {} failed and is made anew", settings.name(), fault);
            fail("An unexpected failure: " + fault);
        }
        intake.lines().forEach(DeviceLine::tick);
    }

    private void turn() {
        long now = clock.nanos();
        Connection current = connection;
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
        } else if (againNanos != Long.MAX_VALUE && now - againNanos >= 0) {
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
        againNanos = Long.MAX_VALUE;
        dueNanos = clock.nanos() + backoff.nextMillis() * NANOS_PER_MILLI;
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
    private void discard(BrokerWire wire) {
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

    private void ready(Set<String> refused) {
        phase = Phase.UP;
        connected = true;
        connects++;
        reason = "";
        backoff.reset();
        nextPingNanos = clock.nanos();
        if (!refused.isEmpty()) {
            LOG.warn("broker {} refuses the subscriptions {}", settings.name(), refused);
        }
        intake.opened(refused);
        outbox.again();
        if (!settings.statusTopic().isEmpty()) {
            outbox.offer(PahoWires.status(settings, "online"));
        }
        pump();
    }

    private void pump() {
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

    private void farewell() {
        Connection current = connection;
        connection = null;
        phase = Phase.DOWN;
        connected = false;
        reason = "Closed";
        dueNanos = Long.MAX_VALUE;
        if (current != null) {
            current.wire.disconnect();
            discard(current.wire);
        }
    }

    private void settled(Connection of, Incoming message, boolean durable) {
        if (!durable) {
            unacknowledged.incrementAndGet();
            if (of == connection && againNanos == Long.MAX_VALUE) {
                againNanos = clock.nanos() + REFUSED_AGAIN_MILLIS * NANOS_PER_MILLI;
            }
        } else if (of == connection && message.qos() > 0) {
            of.wire.acknowledge(message.packetId(), message.qos());
        }
    }

    private void onLoop(Runnable task) {
        try {
            loop.execute(() -> {
                try {
                    task.run();
                } catch (BrokerException refused) {
                    fail("The broker's connection failed: " + refused.getMessage());
                }
            });
        } catch (RejectedExecutionException closed) {
            // The link is closed: nothing acknowledged, nothing lost.
        }
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
            present(PahoLink.this::pump);
        }

        @Override
        public void arrived(Incoming message) {
            watchdog.heard();
            messages.incrementAndGet();
            route(message, durable -> onLoop(() -> settled(this, message, durable)));
        }

        private void present(Runnable task) {
            onLoop(() -> {
                if (connection == this) {
                    task.run();
                }
            });
        }
    }

    private void route(Incoming message, Consumer<Boolean> settled) {
        var device = intake.availabilityOf(message.topic());
        var binding = intake.bindingOf(message.topic());
        if (device.isPresent()) {
            intake.availability(device.get(), message.payload());
            settled.accept(true);
        } else if (binding.isPresent()) {
            intake.take(binding.get(), message, settled);
        } else {
            unmatched.add(message.topic(), settings.name(), message.payload(), clock.wallMillis());
            settled.accept(true);
        }
    }
}
