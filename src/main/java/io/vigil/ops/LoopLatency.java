package io.vigil.ops;

import io.vigil.session.port.LoopProbe;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * From the last byte of a frame to the alarm decision, since the service started. {@link #decided} is wait-free and for
 * the loop alone; the rest is for any thread.
 */
public final class LoopLatency implements LoopProbe {
    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final double NANOS = 1e9;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(LONGEST_NANOS, 3);
    private final Histogram total = new Histogram(LONGEST_NANOS, 3);
    private final LongAdder shed = new LongAdder();

    @Override
    public void decided(long nanos) {
        recorder.recordValue(Math.min(Math.max(nanos, 0), LONGEST_NANOS));
    }

    @Override
    public void shed() {
        shed.increment();
    }

    public long framesShed() {
        return shed.sum();
    }

    /** @param metrics where the quantiles are shown, in seconds */
    public void show(Metrics metrics) {
        for (double quantile : new double[] {0.5, 0.99, 0.999, 1.0}) {
            metrics.gauge(
                    "vigil_frame_to_decision_seconds",
                    "From the last byte of a frame to the alarm decision",
                    () -> seconds(quantile),
                    "quantile",
                    Double.toString(quantile));
        }
        metrics.counter("vigil_frames_decided_total", "Frames that reached an alarm decision", this::count);
        metrics.counter("vigil_frames_shed_total", "Frames given up because the loop's queue was full", shed::sum);
    }

    private synchronized double seconds(double quantile) {
        total.add(recorder.getIntervalHistogram());
        return total.getTotalCount() == 0 ? 0 : total.getValueAtPercentile(quantile * 100) / NANOS;
    }

    private synchronized long count() {
        total.add(recorder.getIntervalHistogram());
        return total.getTotalCount();
    }
}
