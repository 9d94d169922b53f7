package io.vigil.store.influx;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.vigil.session.Happening;
import io.vigil.store.Feed;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * A reading as a point of the measurement {@code reading}; deploy/docs/influx.md says what each tag and field is. The
 * same reading is the same point however often it is written, and two readings are never one.
 */
final class Points {
    static final String MEASUREMENT = "reading";
    static final long NANOS_A_MILLI = 1_000_000;

    private Points() {}

    static Point of(Feed.Row row) {
        Reading reading = row.reading();
        Point point = Point.measurement(MEASUREMENT)
                .addTag("session", row.input().session())
                .addTag("device", row.frame().device())
                .addTag("metric", reading.metric().wire())
                .addField("quality", reading.quality().wire())
                .addField("arrived", row.input().atMillis())
                .time(nanos(row), WritePrecision.NS);
        if (counts(reading)) {
            point.addField("value", reading.value());
        } else if (reading.hasValue()) {
            point.addField("unbelieved", reading.value());
        }
        return point;
    }

    /** As the embedded history counts: what may have been the patient's. */
    private static boolean counts(Reading reading) {
        return reading.quality().compareTo(Quality.QUESTIONABLE) <= 0
                && reading.metric().plausible(reading.value());
    }

    /**
     * The millisecond it was measured in; below it what tells readings of one millisecond apart: of a device that
     * stamps its frames what they say, so that a redelivery is the same point, otherwise the input's number.
     */
    private static long nanos(Feed.Row row) {
        Happening.Measured frame = row.frame();
        long below = frame.stamp().isEmpty() ? row.input().seq() : print(frame);
        return frame.measuredMillis() * NANOS_A_MILLI + Math.floorMod(below, NANOS_A_MILLI);
    }

    private static long print(Happening.Measured frame) {
        var text = new StringBuilder(frame.stamp());
        for (Reading reading : frame.readings()) {
            text.append('\n')
                    .append(reading.metric().wire())
                    .append(reading.value())
                    .append(reading.quality().wire())
                    .append(reading.flags());
        }
        var sum = new CRC32C();
        sum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }
}
