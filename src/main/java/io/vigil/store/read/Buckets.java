package io.vigil.store.read;

import io.vigil.session.port.History.Bucket;
import io.vigil.store.series.Samples;
import io.vigil.store.series.Summary;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Min, max, mean and count of the values that count, by equal steps of measured time from {@code fromMillis}. */
public final class Buckets {
    /** Far more than any screen has columns; beyond it the request is a mistake. */
    private static final long MOST = 1_000_000;

    private final Metric metric;
    private final long from;
    private final long to;
    private final long every;
    private final double[] min;
    private final double[] max;
    private final double[] sum;
    private final int[] count;

    public Buckets(Metric metric, long from, long to, long every) {
        if (every <= 0 || (to - from) / every >= MOST) {
            throw new IllegalArgumentException("buckets of " + every + " ms from " + from + " to " + to);
        }
        this.metric = metric;
        this.from = from;
        this.to = to;
        this.every = every;
        int n = to <= from ? 0 : (int) ((to - from + every - 1) / every);
        min = new double[n];
        max = new double[n];
        sum = new double[n];
        count = new int[n];
        Arrays.fill(min, Double.POSITIVE_INFINITY);
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
    }

    /** @return false when the chunk does not lie within one bucket and has to be opened */
    public boolean whole(Summary summary) {
        boolean inside = summary.first() >= from
                && summary.last() < to
                && (summary.first() - from) / every == (summary.last() - from) / every;
        if (inside && summary.count() > 0) {
            int i = (int) ((summary.first() - from) / every);
            min[i] = Math.min(min[i], summary.min());
            max[i] = Math.max(max[i], summary.max());
            sum[i] += summary.sum();
            count[i] += summary.count();
        }
        return inside;
    }

    public void each(Samples samples) {
        for (int s = 0; s < samples.size(); s++) {
            long measured = samples.measured(s);
            if (measured >= from && measured < to && samples.counts(s, metric)) {
                int i = (int) ((measured - from) / every);
                double value = samples.value(s);
                min[i] = Math.min(min[i], value);
                max[i] = Math.max(max[i], value);
                sum[i] += value;
                count[i]++;
            }
        }
    }

    /** Every bucket of the range, also those in which nothing counts. */
    public List<Bucket> list() {
        var list = new ArrayList<Bucket>(count.length);
        for (int i = 0; i < count.length; i++) {
            long start = from + i * every;
            list.add(
                    count[i] == 0
                            ? new Bucket(start, Double.NaN, Double.NaN, Double.NaN, 0)
                            : new Bucket(start, min[i], max[i], sum[i] / count[i], count[i]));
        }
        return list;
    }
}
