package io.vigil.device;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a device's samples goes on to the ward: an oximeter may repeat its numbers 75 times a second, a monitor its
 * last cuff measurement each second.
 *
 * <p>Continuous values pass when one of them changes in value or quality, and otherwise once a second. A cuff's values
 * pass when one of them changes, or when they were not said for ten seconds: no cuff measures twice within so short a
 * time, so the same four again are the same measurement. Beside continuous values, where a monitor repeats them for as
 * long as it likes, they pass only when they change: what it says first may be hours old. History passes untouched. A description may
 * allow fewer changes a second; a change of quality passes all the same. One thread; one instance per device, whatever
 * its line does.
 */
public final class Thinning {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** A little under a second: a device that speaks each second passes whole, however its line jitters. */
    private static final long EVERY_NANOS = 900 * NANOS_PER_MILLI;

    private static final long SAME_CUFF_NANOS = 10_000 * NANOS_PER_MILLI;

    private record Said(double value, Quality quality) {}

    private final Map<Metric, Said> continuous = new EnumMap<>(Metric.class);
    private final Map<Metric, Said> cuff = new EnumMap<>(Metric.class);
    private final long leastNanos;
    private long passedNanos;
    private boolean passed;
    private long cuffNanos;

    public Thinning() {
        this(0);
    }

    /** @param perSecond at most so many changes of continuous values a second; 0: each */
    public Thinning(int perSecond) {
        this.leastNanos = perSecond == 0 ? 0 : 1_000 * NANOS_PER_MILLI / perSecond;
    }

    /** @param nanos when it arrived, monotonic @return with what is news; empty when nothing is */
    public Optional<Decoded.Sample> pass(Decoded.Sample sample, long nanos) {
        if (sample.history()) {
            return Optional.of(sample);
        }
        List<Reading> news = new ArrayList<>(sample.readings().size());
        boolean cuffs = sample.readings().stream().anyMatch(Thinning::ofCuff);
        // The pulse a cuff counted belongs to its measurement, unless an oximeter speaks in the same frame.
        boolean oximeter = sample.readings().stream().anyMatch(reading -> reading.metric() == Metric.SPO2);
        List<Reading> measurement = new ArrayList<>(4);
        List<Reading> stream = new ArrayList<>(4);
        for (Reading reading : sample.readings()) {
            boolean cuffPulse = cuffs && !oximeter && reading.metric() == Metric.PR;
            (ofCuff(reading) || cuffPulse ? measurement : stream).add(reading);
        }
        boolean soon = passed && nanos - passedNanos < leastNanos && sameQuality(stream);
        if (!soon && (changed(stream, continuous) || (!stream.isEmpty() && nanos - passedNanos >= EVERY_NANOS))) {
            passedNanos = nanos;
            passed = true;
            news.addAll(stream);
        }
        if (!measurement.isEmpty()) {
            boolean monitor = !stream.isEmpty();
            boolean first = cuff.isEmpty();
            boolean again = first || nanos - cuffNanos >= SAME_CUFF_NANOS;
            cuffNanos = nanos;
            boolean changed = changed(measurement, cuff);
            if (monitor ? changed && !first : changed || again) {
                news.addAll(measurement);
            }
        }
        return news.isEmpty() ? Optional.empty() : Optional.of(with(sample, news));
    }

    private boolean sameQuality(List<Reading> readings) {
        return readings.stream().allMatch(reading -> {
            Said before = continuous.get(reading.metric());
            return before != null && before.quality() == reading.quality();
        });
    }

    private static boolean ofCuff(Reading reading) {
        return !reading.metric().continuous();
    }

    /** Remembers all of them, and tells whether one is new. */
    private static boolean changed(List<Reading> readings, Map<Metric, Said> before) {
        boolean changed = false;
        for (Reading reading : readings) {
            Said now = new Said(reading.value(), reading.quality());
            changed |= !now.equals(before.put(reading.metric(), now));
        }
        return changed;
    }

    private static Decoded.Sample with(Decoded.Sample sample, List<Reading> news) {
        return news.size() == sample.readings().size() ? sample : sample.with(news);
    }
}
