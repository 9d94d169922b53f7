package io.vigil.web.live;

import io.vigil.vital.Waveform;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Waveforms on their way to the screens that asked for them. Those of sessions nobody looks at end here, and so do those
 * that find no room. {@link #offer} and the count for any thread, the rest on the hub's loop.
 */
final class LiveWaves {
    /** A cycle's worth for sixteen screens with sixteen sessions each, twice. */
    private static final int MOST = 512;

    private final Queue<Part> queue = new ArrayBlockingQueue<>(MOST);
    private final LongAdder dropped = new LongAdder();
    private volatile Set<String> wanted = Set.of();

    /** What one session's device sent. */
    record Part(String session, Waveform wave) {}

    void offer(String session, Waveform wave) {
        if (wanted.contains(session) && !queue.offer(new Part(session, wave))) {
            dropped();
        }
    }

    /** @param sessions that some screen looks at */
    void want(Set<String> sessions) {
        wanted = Set.copyOf(sessions);
    }

    List<Part> take() {
        List<Part> taken = new ArrayList<>();
        for (Part part = queue.poll(); part != null && taken.size() < MOST; part = queue.poll()) {
            taken.add(part);
        }
        return taken;
    }

    void dropped() {
        dropped.increment();
    }

    /** Parts of a quarter second, since the start. */
    long droppedParts() {
        return dropped.sum();
    }
}
