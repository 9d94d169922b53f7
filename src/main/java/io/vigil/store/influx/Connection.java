package io.vigil.store.influx;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import com.influxdb.client.domain.InfluxQLQuery;
import com.influxdb.client.domain.InfluxQLQuery.InfluxQLPrecision;
import com.influxdb.client.domain.WritePrecision;
import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import com.influxdb.query.InfluxQLQueryResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;

/** One client of the server. Blocking; any thread but a session's loop. */
final class Connection implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String NO_TOKEN = "none";
    /** The client insists on one; a server without organisations does not look at it. */
    private static final String NO_ORG = "-";

    private final Target target;
    private final String org;
    private final InfluxDBClient client;

    Connection(Target target) {
        this.target = target;
        this.org = target.org().isEmpty() ? NO_ORG : target.org();
        var http = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(ANSWER)
                .writeTimeout(ANSWER)
                .callTimeout(ANSWER.multipliedBy(2));
        String token = target.token().isEmpty() ? NO_TOKEN : target.token();
        this.client = InfluxDBClientFactory.create(InfluxDBClientOptions.builder()
                .url(target.url().toString())
                .org(org)
                .bucket(target.bucket())
                .authenticateToken(token.toCharArray())
                .precision(WritePrecision.NS)
                .okHttpClient(http)
                .build());
    }

    /** @throws InfluxException when it did not take all of them */
    void write(List<Point> points) {
        client.getWriteApiBlocking().writePoints(target.bucket(), org, points);
    }

    /** Times come as nanoseconds. @throws InfluxException when it is not answered */
    InfluxQLQueryResult query(String influxQl) {
        var query = new InfluxQLQuery(influxQl, target.database()).setPrecision(InfluxQLPrecision.NANOSECONDS);
        if (!target.retentionPolicy().isEmpty()) {
            query.setRetentionPolicy(target.retentionPolicy());
        }
        return client.getInfluxQLQueryApi().queryCSV(query);
    }

    /** Why the server cannot be used; empty when it can. */
    Optional<String> problem() {
        if (!Boolean.TRUE.equals(client.ping())) {
            return Optional.of("InfluxDB does not answer at " + target.url() + "; start it, or mend 'url'");
        }
        try {
            // A query for readings is answered with nothing where there is no such database; this one is not.
            boolean there = query("SHOW RETENTION POLICIES").getResults().stream()
                    .anyMatch(result -> result.getSeries().stream()
                            .anyMatch(series -> series.getValues().stream().anyMatch(this::named)));
            return there
                    ? Optional.empty()
                    : Optional.of("InfluxDB at " + target.url() + " has no '" + target.bucket()
                            + "' for InfluxQL; make it, mend 'bucket', or on 2.x add a DBRP mapping");
        } catch (InfluxException refused) {
            return Optional.of("InfluxDB cannot be asked by InfluxQL for '" + target.bucket() + "' ("
                    + refused.getMessage() + "); mend 'bucket' or 'token', on 2.x add a DBRP mapping");
        }
    }

    private boolean named(InfluxQLQueryResult.Series.Record row) {
        return target.retentionPolicy().isEmpty()
                || target.retentionPolicy().equals(String.valueOf(row.getValueByKey("name")));
    }

    @Override
    public void close() {
        client.close();
    }
}
