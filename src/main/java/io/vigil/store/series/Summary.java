package io.vigil.store.series;

import io.vigil.vital.Metric;

/**
 * What a chunk says without being opened.
 *
 * @param first smallest measured time, epoch ms
 * @param last largest measured time, epoch ms
 * @param count of the values that count; min, max NaN and sum 0 when none does
 */
public record Summary(long first, long last, int n, int count, double min, double max, double sum) {
    /** @param samples at least one */
    public static Summary of(Samples samples, Metric metric) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        int count = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < samples.size(); i++) {
            first = Math.min(first, samples.measured(i));
            last = Math.max(last, samples.measured(i));
            if (samples.counts(i, metric)) {
                count++;
                min = Math.min(min, samples.value(i));
                max = Math.max(max, samples.value(i));
                sum += samples.value(i);
            }
        }
        return count == 0
                ? new Summary(first, last, samples.size(), 0, Double.NaN, Double.NaN, 0)
                : new Summary(first, last, samples.size(), count, min, max, sum);
    }
}
