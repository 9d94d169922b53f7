package io.vigil.store.influx;

import com.influxdb.query.InfluxQLQueryResult;
import io.vigil.session.Input;
import io.vigil.session.port.History;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readings from InfluxDB while it has what the journal has; else, and for all that is no reading, from the embedded
 * database. Blocking: workers only.
 */
final class InfluxHistory implements History {
    private static final Logger LOG = LoggerFactory.getLogger(InfluxHistory.class);
    static final String SOURCE = "influx";
    /** More than a copy that keeps up is ever behind. */
    private static final long BEHIND_MILLIS = 10_000;

    private final History embedded;
    private final Connection connection;
    private final Supplier<Status> status;

    InfluxHistory(History embedded, Connection connection, Supplier<Status> status) {
        this.embedded = embedded;
        this.connection = connection;
        this.status = status;
    }

    @Override
    public Told<Sample> samplesTold(String session, Metric metric, long fromMillis, long toMillis) {
        String query = "SELECT \"value\", \"unbelieved\", \"quality\", \"arrived\", \"device\" FROM "
                + Points.MEASUREMENT + where(session, metric, fromMillis, toMillis);
        return asked(query, InfluxHistory::sample)
                .map(found -> {
                    found.sort(Comparator.comparingLong(Sample::measuredMillis));
                    return new Told<>(found, SOURCE);
                })
                .orElseGet(() -> embedded.samplesTold(session, metric, fromMillis, toMillis));
    }

    @Override
    public Told<Bucket> bucketsTold(String session, Metric metric, long fromMillis, long toMillis, long everyMillis) {
        // The last millisecond is whole, so that the last bucket ends where the embedded one does.
        String query = "SELECT min(\"value\"), max(\"value\"), mean(\"value\"), count(\"value\") FROM "
                + Points.MEASUREMENT
                + where(session, metric, fromMillis, toMillis)
                + " GROUP BY time(" + everyMillis + "ms, " + Math.floorMod(fromMillis, everyMillis) + "ms) fill(none)";
        return asked(query, InfluxHistory::bucket)
                .map(found -> new Told<>(filled(found, fromMillis, toMillis, everyMillis), SOURCE))
                .orElseGet(() -> embedded.bucketsTold(session, metric, fromMillis, toMillis, everyMillis));
    }

    private static String where(String session, Metric metric, long fromMillis, long toMillis) {
        String quoted = session.replace("\\", "\\\\").replace("'", "\\'");
        return " WHERE \"session\" = '" + quoted + "' AND \"metric\" = '" + metric.wire() + "' AND time >= "
                + fromMillis + "ms AND time < " + toMillis + "ms";
    }

    /** Nothing when it is behind, does not answer, or knows nothing: then the embedded database is asked. */
    private <T> Optional<List<T>> asked(String query, Function<InfluxQLQueryResult.Series.Record, T> row) {
        try {
            if (status.get().millisBehind() > BEHIND_MILLIS) {
                return Optional.empty();
            }
            List<T> rows = new ArrayList<>();
            for (var result : connection.query(query).getResults()) {
                for (var series : result.getSeries()) {
                    series.getValues().forEach(one -> rows.add(row.apply(one)));
                }
            }
            return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
        } catch (RuntimeException unusable) {
            LOG.warn("InfluxDB was asked for history in vain: {}", unusable.getMessage());
            return Optional.empty();
        }
    }

    private static Sample sample(InfluxQLQueryResult.Series.Record row) {
        double value = number(row.getValueByKey("value"));
        return new Sample(
                millis(row),
                Long.parseLong(String.valueOf(row.getValueByKey("arrived"))),
                Double.isNaN(value) ? number(row.getValueByKey("unbelieved")) : value,
                Quality.ofWire(String.valueOf(row.getValueByKey("quality"))).orElse(Quality.INVALID),
                String.valueOf(row.getValueByKey("device")));
    }

    private static Bucket bucket(InfluxQLQueryResult.Series.Record row) {
        return new Bucket(
                millis(row),
                number(row.getValueByKey("min")),
                number(row.getValueByKey("max")),
                number(row.getValueByKey("mean")),
                Integer.parseInt(String.valueOf(row.getValueByKey("count"))));
    }

    /** Also the buckets in which nothing counted. */
    private static List<Bucket> filled(List<Bucket> found, long fromMillis, long toMillis, long everyMillis) {
        List<Bucket> all = new ArrayList<>();
        int next = 0;
        for (long start = fromMillis; start < toMillis; start += everyMillis) {
            if (next < found.size() && found.get(next).fromMillis() == start) {
                all.add(found.get(next++));
            } else {
                all.add(new Bucket(start, Double.NaN, Double.NaN, Double.NaN, 0));
            }
        }
        return all;
    }

    private static long millis(InfluxQLQueryResult.Series.Record row) {
        return Long.parseLong(String.valueOf(row.getValueByKey("time"))) / Points.NANOS_A_MILLI;
    }

    private static double number(@Nullable Object field) {
        String text = field == null ? "" : field.toString();
        return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    @Override
    public List<Sample> samples(String session, Metric metric, long fromMillis, long toMillis) {
        return samplesTold(session, metric, fromMillis, toMillis).rows();
    }

    @Override
    public List<Bucket> buckets(String session, Metric metric, long fromMillis, long toMillis, long everyMillis) {
        return bucketsTold(session, metric, fromMillis, toMillis, everyMillis).rows();
    }

    @Override
    public List<Head> sessions(String patient, int atMost) {
        return embedded.sessions(patient, atMost);
    }

    @Override
    public List<LogEntry> events(String session) {
        return embedded.events(session);
    }

    @Override
    public List<Input> inputs(String session) {
        return embedded.inputs(session);
    }

    @Override
    public List<LogEntry> audit(int atMost) {
        return embedded.audit(atMost);
    }
}
