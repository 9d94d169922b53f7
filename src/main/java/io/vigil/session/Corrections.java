package io.vigil.session;

import io.vigil.alarm.StateWalk;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people have put right of the cuff's readings, for whoever counts a pressure and not for the alarms. Of two words
 * about one value the later holds, in whatever order they come. Bounded; part of the fold: pure, one thread.
 */
final class Corrections {
    private static final int REMEMBERED = 64;

    /** @param value NaN where the reading was taken back; times in epoch ms */
    record Right(Metric metric, long measuredMillis, double value, long saidMillis) {}

    private final List<Right> rights = new ArrayList<>();

    void take(Happening.Corrected word) {
        for (Metric metric : CuffReading.PRESSURES) {
            Double value = word.values().get(metric);
            if (value != null && !holds(metric, word)) {
                rights.removeIf(old -> old.metric() == metric && old.measuredMillis() == word.measuredMillis());
                rights.add(new Right(metric, word.measuredMillis(), value, word.saidMillis()));
            }
        }
        rights.sort(Comparator.comparingLong(Right::measuredMillis).thenComparing(Right::metric));
        while (rights.size() > REMEMBERED) {
            rights.remove(0);
        }
    }

    /** True where it would change nothing: the same or a later word stands already. */
    boolean knows(Happening.Corrected word) {
        return word.values().keySet().stream()
                .filter(CuffReading.PRESSURES::contains)
                .allMatch(metric -> holds(metric, word));
    }

    private boolean holds(Metric metric, Happening.Corrected word) {
        return rights.stream()
                .anyMatch(old -> old.metric() == metric
                        && old.measuredMillis() == word.measuredMillis()
                        && old.saidMillis() >= word.saidMillis());
    }

    /** The last that was said of a reading of that moment or of a later one; a later one that was taken back is none. */
    Optional<Right> since(Metric metric, long measuredMillis) {
        Right found = null;
        for (Right right : rights) {
            boolean here = right.measuredMillis() == measuredMillis;
            boolean later = right.measuredMillis() > measuredMillis && !Double.isNaN(right.value());
            found = right.metric() == metric && (here || later) ? right : found;
        }
        return Optional.ofNullable(found);
    }

    void walk(StateWalk walk) {
        walk.all(rights, kept -> right(walk, kept));
    }

    private static Right right(StateWalk walk, @Nullable Right kept) {
        Metric metric = walk.choice(kept == null ? null : kept.metric(), Metric.class);
        long measured = walk.number(kept == null ? 0 : kept.measuredMillis());
        double value = walk.real(kept == null ? 0 : kept.value());
        return new Right(metric, measured, value, walk.number(kept == null ? 0 : kept.saidMillis()));
    }
}
