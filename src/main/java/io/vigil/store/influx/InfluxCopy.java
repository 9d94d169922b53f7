package io.vigil.store.influx;

import io.vigil.session.port.History;
import io.vigil.store.Feed;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The second store: filled from the journal, asked for history while it has all of it. Any thread. */
public final class InfluxCopy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(InfluxCopy.class);
    private static final long BEHIND_MILLIS = 60_000;
    private static final long CLOSE_MILLIS = 35_000;
    private static final int SECOND = 1_000;

    private final Connection connection;
    private final Uploader uploader;
    private final Thread thread;

    public InfluxCopy(Target target, Feed feed, Clock clock) {
        this.connection = new Connection(target);
        this.uploader = new Uploader(feed, target, connection, clock);
        this.thread = new Thread(uploader, "vigil-influx");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    public History history(History embedded) {
        return new InfluxHistory(embedded, connection, uploader::status);
    }

    public Status status() {
        return uploader.status();
    }

    /** Why it is behind; empty while it is not. */
    public Optional<String> problem() {
        try {
            Status status = uploader.status();
            return status.millisBehind() < BEHIND_MILLIS
                    ? Optional.empty()
                    : Optional.of("InfluxDB is " + status.millisBehind() / SECOND
                            + " s behind; history comes from the embedded database"
                            + (status.reason().isEmpty() ? "" : ": " + status.reason()));
        } catch (StoreUnavailable unknown) {
            return Optional.of("How far InfluxDB is behind cannot be told: " + unknown.getMessage());
        }
    }

    /** Tries a server and its bucket once. @return what is wrong; empty when nothing is */
    public static Optional<String> tried(Target target) {
        try (Connection once = new Connection(target)) {
            return once.problem();
        }
    }

    @Override
    public void close() {
        uploader.stop();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("not waited for", e);
        }
        connection.close();
    }
}
