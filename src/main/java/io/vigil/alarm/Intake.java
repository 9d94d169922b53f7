package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import org.jspecify.annotations.Nullable;

/** What of a reading counts (alarms.md, "Input"): rules 1 to 5 in the order rule 6 gives. */
final class Intake {
    static final long OLDEST_CONTINUOUS_MILLIS = 10_000;
    static final long OLDEST_INTERMITTENT_MILLIS = 120_000;

    private Intake() {}

    /**
     * Takes a reading into its metric's track.
     *
     * @return the quality the rules are to know of; null where they are to know nothing
     */
    static @Nullable Quality take(
            MetricTrack track,
            SameLimbWindow sameLimb,
            Metric metric,
            double value,
            Quality claimed,
            long measured,
            long arrived) {
        if (!track.advance(measured)) {
            return null;
        }
        long oldest = metric.continuous() ? OLDEST_CONTINUOUS_MILLIS : OLDEST_INTERMITTENT_MILLIS;
        if (arrived - measured > oldest) {
            return null;
        }
        track.hear(arrived);
        Quality quality = believed(metric, value, claimed);
        if (sameLimb.covers(metric, arrived)) {
            return squeezed(track, value, quality, measured);
        }
        track.remember(quality);
        if (quality == Quality.SENSOR_OFF) {
            track.discardHeld();
        } else if (quality != Quality.INVALID) {
            track.hold(Fixed.of(value), quality, measured);
        }
        return quality;
    }

    private static Quality believed(Metric metric, double value, Quality claimed) {
        boolean believable = claimed == Quality.SENSOR_OFF || metric.plausible(value);
        return believable ? claimed : Quality.INVALID;
    }

    /** Rule 4: what comes from under a cuff is questionable at best, and its quality says nothing of the probe. */
    private static @Nullable Quality squeezed(MetricTrack track, double value, Quality quality, long measured) {
        if (quality == Quality.SENSOR_OFF || quality == Quality.INVALID) {
            return null;
        }
        track.hold(Fixed.of(value), Quality.QUESTIONABLE, measured);
        return Quality.QUESTIONABLE;
    }
}
