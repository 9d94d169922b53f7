package io.vigil.device.description;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a description makes of one text, frame or message. */
public sealed interface Verdict {
    /**
     * Readings.
     *
     * @param stamp the device's time or sequence as it gave it, empty without
     * @param deviceTime the time as ISO text, empty without or where it is impossible
     * @param memory which of the values the device may repeat from its memory, and since when
     * @param history the device marks it as from its memory
     * @param sequence its counter, where it has one
     * @param belongs to whom it belongs by what the device says: {@code chair}, {@code room}, {@code patient}
     */
    record Values(
            List<Value> values,
            String stamp,
            String deviceTime,
            Remembered memory,
            boolean history,
            Optional<Sequence> sequence,
            List<DeviceAlarm> alarms,
            Map<String, String> belongs)
            implements Verdict {}

    /** @param of the metrics; empty when none @param ageMinutes how long ago they were measured, where it is said */
    record Remembered(Set<Metric> of, OptionalDouble ageMinutes) {}

    /** @param modulo after which it begins at 0 again */
    record Sequence(long number, long modulo) {}

    /** @param missing the device has no number here; {@code number} is then NaN */
    record Value(Metric metric, double number, boolean missing, Quality quality, List<String> flags) {}

    /** Well-formed and no reading: a header, a heartbeat, an advertisement. */
    record Ignored(String kind) implements Verdict {}

    record Refused(String reason) implements Verdict {}

    /** Any of the others, of a device that says beside it how full its battery is, in per cent. */
    record Charged(Verdict verdict, double battery) implements Verdict {}

    /** To be read by the decoder of another type. */
    record HandedOver(String type, String payload) implements Verdict {}
}
