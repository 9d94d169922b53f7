package io.vigil.device.sim;

import io.vigil.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives simulated devices their seconds, on one daemon thread. A second missed by a stalled machine is left out. */
public final class Metronome implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Metronome.class);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Clock clock;
    private final List<SimulatedDevice> devices;
    private final long startNanos;
    private final ScheduledExecutorService thread;
    private long last = -1;

    private Metronome(Clock clock, List<SimulatedDevice> devices) {
        this.clock = clock;
        this.devices = List.copyOf(devices);
        this.startNanos = clock.nanos();
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "simulated-devices");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Second 0 comes at once. */
    public static Metronome start(Clock clock, List<SimulatedDevice> devices) {
        Metronome metronome = new Metronome(clock, devices);
        metronome.thread.scheduleAtFixedRate(metronome::beat, 0, 1, TimeUnit.SECONDS);
        return metronome;
    }

    private void beat() {
        long second = (clock.nanos() - startNanos + SECOND_NANOS / 2) / SECOND_NANOS;
        if (second <= last) {
            return;
        }
        last = second;
        for (SimulatedDevice device : devices) {
            try {
                device.second(second * 1000);
            } catch (RuntimeException fault) {
                LOG.warn("a simulated device missed second {}", second, fault);
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
