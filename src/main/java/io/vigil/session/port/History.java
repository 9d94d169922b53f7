package io.vigil.session.port;

import io.vigil.session.Input;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;

/** What was measured and what happened, from the store. Blocking: workers only. */
public interface History {
    /** @param value in the metric's unit, NaN where there was none */
    record Sample(long measuredMillis, long arrivedMillis, double value, Quality quality, String device) {}

    /** Of the values in [fromMillis, fromMillis + every); NaN where count is 0. */
    record Bucket(long fromMillis, double min, double max, double mean, int count) {}

    /** An entry of the event log: {@code alarm}, {@code action}, {@code session}, {@code device}. */
    record LogEntry(String id, String session, long atMillis, String category, String what, String by, String detail) {}

    /**
     * A session as it stands in the list of all.
     *
     * @param patient the clinic's own id; @param display as the nurse sees the patient
     * @param endedMillis epoch ms, 0 while it is open
     */
    record Head(
            String session,
            String patient,
            String display,
            String chair,
            String protocolTitle,
            long startedMillis,
            long endedMillis) {}

    /** An answer and where it is from: {@code embedded}, or {@code influx}. */
    record Told<T>(List<T> rows, String source) {}

    /** Newest first. @param patient only of this clinic's id; empty for all */
    List<Head> sessions(String patient, int atMost);

    /** Oldest first, {@code from <= measured < to}. */
    List<Sample> samples(String session, Metric metric, long fromMillis, long toMillis);

    /** @param everyMillis bucket width, over 0; a nadir is never lost */
    List<Bucket> buckets(String session, Metric metric, long fromMillis, long toMillis, long everyMillis);

    /** {@link #samples} and where they are from. */
    default Told<Sample> samplesTold(String session, Metric metric, long fromMillis, long toMillis) {
        return new Told<>(samples(session, metric, fromMillis, toMillis), "embedded");
    }

    /** {@link #buckets} and where they are from. */
    default Told<Bucket> bucketsTold(String session, Metric metric, long fromMillis, long toMillis, long everyMillis) {
        return new Told<>(buckets(session, metric, fromMillis, toMillis, everyMillis), "embedded");
    }

    /** Oldest first. */
    List<LogEntry> events(String session);

    /** Every input of a session in order, for a fold of its past; empty where there is no such session. */
    default List<Input> inputs(String session) {
        return List.of();
    }

    /** Newest first, all sessions. */
    List<LogEntry> audit(int atMost);
}
