package io.vigil.device.mqtt.broker;

import io.vigil.device.DevicePort;
import io.vigil.device.LineTrace;
import io.vigil.device.mqtt.intake.DeviceBinding;
import io.vigil.device.mqtt.intake.Intake;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.suggest.UnmatchedTopics;
import io.vigil.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Keeps one broker connected, over either of Paho's clients. Paho's own reconnect is off: it forgets subscriptions and
 * has been seen to stand still for ever. A message is decoded on the library's callback thread and handed on; all else is
 * the {@link LinkLoop}'s, on a thread of the link's own.
 */
public final class PahoLink implements MqttLink {
    private static final long TICK_MILLIS = 100;
    private static final int OUTBOX = 10_000;

    private final BrokerSettings settings;
    private final Intake intake;
    private final Arrivals arrivals;
    private final LinkOutbox outbox = new LinkOutbox(OUTBOX);
    private final ScheduledExecutorService thread;
    private final LinkLoop loop;

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
        this.intake = intake.alsoHearing(settings.discover());
        this.arrivals = new Arrivals(settings.name(), intake, clock);
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread one = new Thread(task, "vigil-mqtt-" + settings.name());
            one.setDaemon(true);
            return one;
        });
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.thread = executor;
        this.loop = new LinkLoop(settings, intake, arrivals, outbox, clock, wires, this::onThread);
    }

    private void onThread(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            // The link is closed: nothing acknowledged, nothing lost.
        }
    }

    @Override
    public void start() {
        var unused = thread.scheduleWithFixedDelay(loop::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void offer(Outbound message) {
        outbox.offer(message);
        loop.offered();
    }

    @Override
    public long dropped() {
        return outbox.dropped();
    }

    /** Messages not yet proven delivered. */
    int waiting() {
        return outbox.waiting();
    }

    @Override
    public UnmatchedTopics unmatched() {
        return arrivals.unmatched();
    }

    @Override
    public Optional<LineTrace> trace(String device) {
        return intake.trace(device);
    }

    @Override
    public Status status() {
        return new Status(
                settings.name(),
                loop.connected(),
                loop.reason(),
                loop.connects(),
                arrivals.messages(),
                loop.unacknowledged(),
                outbox.dropped(),
                intake.staleMessages(),
                arrivals.refused());
    }

    @Override
    public void close() {
        onThread(loop::farewell);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(2, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
