package io.vigil.device.mqtt;

import io.vigil.device.DevicePort;
import io.vigil.device.LinkReport;
import io.vigil.vital.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A ward whose disk answers when the test says so, always from a thread of its own, as the real one does. */
public final class HoldingPort implements DevicePort, AutoCloseable {
    private final ExecutorService disk = Executors.newSingleThreadExecutor();
    private final List<Frame> frames = new ArrayList<>();
    private final List<LinkReport> reports = new ArrayList<>();
    private final List<Consumer<Boolean>> held = new ArrayList<>();
    private boolean holding;

    public synchronized HoldingPort hold() {
        holding = true;
        return this;
    }

    /** Answers all that were held, and from now on at once when {@code durable}. */
    public synchronized void release(boolean durable) {
        holding = false;
        for (Consumer<Boolean> one : held) {
            disk.execute(() -> one.accept(durable));
        }
        held.clear();
    }

    @Override
    public synchronized void frame(Frame frame, Consumer<Boolean> durable) {
        frames.add(frame);
        if (holding) {
            held.add(durable);
        } else {
            disk.execute(() -> durable.accept(true));
        }
    }

    @Override
    public synchronized void link(LinkReport report) {
        reports.add(report);
    }

    public synchronized List<Frame> frames() {
        return List.copyOf(frames);
    }

    public synchronized List<Double> values() {
        return frames.stream().map(f -> f.readings().get(0).value()).toList();
    }

    public synchronized List<LinkReport> reports(String device) {
        return reports.stream().filter(r -> r.device().equals(device)).toList();
    }

    public synchronized LinkReport last(String device) {
        List<LinkReport> all = reports(device);
        return all.get(all.size() - 1);
    }

    public synchronized int held() {
        return held.size();
    }

    @Override
    public void close() {
        disk.shutdownNow();
    }
}
