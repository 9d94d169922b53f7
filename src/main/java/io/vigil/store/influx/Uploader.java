package io.vigil.store.influx;

import com.influxdb.client.write.Point;
import com.influxdb.exceptions.InfluxException;
import io.vigil.store.Feed;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the journal's readings in their order for as long as it runs. The journal is the buffer and the place reached
 * is kept with it, a little late: what is written twice is the same point. One thread of its own; the getters are for
 * any.
 */
final class Uploader implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    /** Points of one call, so that a server's limits and a lost answer cost little. */
    private static final int MOST_POINTS = 5_000;

    private static final long LOOK_MILLIS = 1_000;
    private static final long KEEP_MILLIS = 5_000;
    private static final long FIRST_PAUSE_MILLIS = 1_000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    /** A server whose retention is over for them takes the rest and says so: they would never be taken. */
    private static final String TOO_OLD = "beyond retention policy";

    private final Feed feed;
    private final String name;
    private final Connection connection;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Feed.Reached kept = Feed.Reached.NOTHING;
    private long keptNanos;
    private boolean begun;
    /** Read once: what was read and not taken is what is tried again. */
    private Feed.@Nullable Part waiting;

    private volatile Feed.Reached reached = Feed.Reached.NOTHING;
    private volatile long written;
    private volatile long failures;
    private volatile String reason = "";

    Uploader(Feed feed, Target target, Connection connection, Clock clock) {
        this.feed = feed;
        this.name = target.name();
        this.connection = connection;
        this.clock = clock;
    }

    @Override
    public void run() {
        long pause = 0;
        try {
            while (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
                pause = step(pause);
            }
            keep();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** One part. @return ms until the next */
    private long step(long paused) {
        try {
            if (!begun) {
                kept = feed.reached(name);
                reached = Feed.before(kept);
                keptNanos = clock.nanos();
                begun = true;
            }
            boolean more = part();
            reason = "";
            if (clock.nanos() - keptNanos > KEEP_MILLIS * Points.NANOS_A_MILLI) {
                keep();
            }
            return more ? 0 : LOOK_MILLIS;
        } catch (InfluxException | StoreUnavailable failed) {
            return failed(paused, failed);
        } catch (RuntimeException defect) {
            LOG.error("the copy to InfluxDB met a defect and goes on", defect);
            return failed(paused, defect);
        }
    }

    private long failed(long paused, RuntimeException why) {
        failures++;
        if (reason.isEmpty()) {
            LOG.warn("InfluxDB does not take readings; they wait in the journal: {}", why.getMessage());
        }
        reason = String.valueOf(why.getMessage());
        return Math.max(FIRST_PAUSE_MILLIS, Math.min(paused * 2, LONGEST_PAUSE_MILLIS));
    }

    /** @return whether there was anything */
    private boolean part() {
        Feed.Part part = waiting == null ? feed.after(reached) : waiting;
        waiting = part;
        List<Point> points = part.rows().stream().map(Points::of).toList();
        for (int from = 0; from < points.size(); from += MOST_POINTS) {
            List<Point> some = points.subList(from, Math.min(from + MOST_POINTS, points.size()));
            write(some);
            written += some.size();
        }
        boolean more = part.reached().block() > reached.block();
        reached = part.reached();
        waiting = null;
        return more;
    }

    private void write(List<Point> points) {
        try {
            connection.write(points);
        } catch (InfluxException refused) {
            if (!String.valueOf(refused.getMessage()).contains(TOO_OLD)) {
                throw refused;
            }
            LOG.warn("InfluxDB's retention is over for some readings: {}", refused.getMessage());
        }
    }

    /** A place that is not kept costs that some is written again. */
    private void keep() {
        if (!reached.equals(kept)) {
            feed.keep(name, reached);
            kept = reached;
        }
        keptNanos = clock.nanos();
    }

    void stop() {
        stopping.countDown();
    }

    Status status() {
        long blocks = feed.behind(reached.block());
        long millis = blocks == 0 ? 0 : Math.max(0, feed.throughMillis() - reached.atMillis());
        return new Status(written, failures, blocks, millis, reason);
    }
}
