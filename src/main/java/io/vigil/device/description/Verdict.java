package io.vigil.device.description;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** What a description makes of one text or message. */
public sealed interface Verdict {
    /**
     * Readings.
     *
     * @param stamp the device's time as it gave it, empty without
     * @param deviceTime the same as ISO text, empty without or where it is impossible
     * @param memory which of the values the device may repeat from its memory, empty when none
     * @param ageMinutes how long ago those were measured, where the device says it
     */
    record Values(List<Value> values, String stamp, String deviceTime, Set<Metric> memory, OptionalDouble ageMinutes)
            implements Verdict {}

    /** @param missing the device has no number here; {@code number} is then NaN */
    record Value(Metric metric, double number, boolean missing, Quality quality, List<String> flags) {}

    /** Well-formed and no reading: a header, a heartbeat, an advertisement. */
    record Ignored(String kind) implements Verdict {}

    record Refused(String reason) implements Verdict {}

    /** To be read by the decoder of another type. */
    record HandedOver(String type, String payload) implements Verdict {}
}
