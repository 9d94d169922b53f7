package io.vigil.store.influx;

import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import io.vigil.store.Feed;
import io.vigil.vital.Reading;

/**
 * A reading as a point of the measurement {@code reading}; deploy/docs/influx.md says what each tag and field is. The
 * same reading is the same point however often it is written.
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
        if (reading.usable()) {
            point.addField("value", reading.value());
        } else if (reading.hasValue()) {
            point.addField("unbelieved", reading.value());
        }
        return point;
    }

    /** The millisecond it was measured in; below it the input's number, which tells readings of one instant apart. */
    private static long nanos(Feed.Row row) {
        return row.frame().measuredMillis() * NANOS_A_MILLI
                + Math.floorMod(row.input().seq(), NANOS_A_MILLI);
    }
}
