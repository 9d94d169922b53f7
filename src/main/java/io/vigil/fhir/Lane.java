package io.vigil.fhir;

import io.vigil.fhir.DeliveryStatus.Circuit;
import io.vigil.fhir.Pause.Scope;
import io.vigil.fhir.Verdict.Busy;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The way of all rows to one EHR, one bundle at a time, in rounds. An EHR that is busy or away holds the whole lane; a
 * row it refuses is found by sending the bundle's rows singly, and set aside with the reason. Blocking; one worker.
 *
 * <p>A row to be sent again stays due at once and the lane itself waits: a later row of the same session could
 * otherwise overtake it after a restart.
 */
final class Lane {
    static final int MOST_DUE = 200;
    static final long POLL_MILLIS = 1_000;
    static final long HELD_BACK_MILLIS = 3_600_000;
    /** A wait that ends only when a person asks. */
    static final long UNTIL_ASKED = Long.MAX_VALUE;

    private static final int FAILURES_BEFORE_SUSPICION = 3;
    /** While only one session is held, the others must not wait long for the next round. */
    private static final int SHORT_WAIT_FAILURES = 5;

    private final ChartOutbox outbox;
    private final Dispatch sender;
    private final int mostRows;
    private final boolean test;
    private final Clock clock;
    private final BackOff backOff;
    private final Tally tally;
    private final Stuck stuck = new Stuck();
    private final Set<Long> suspects = new HashSet<>();
    private volatile boolean closing;
    private int failures;
    /** Something was taken in this round. */
    private boolean progress;

    Lane(ChartOutbox outbox, Dispatch sender, boolean test, Clock clock, BackOff backOff, Tally tally) {
        this(outbox, sender, Batches.MOST_ROWS, test, clock, backOff, tally);
    }

    /** @param mostRows sent at once */
    Lane(ChartOutbox outbox, Dispatch sender, int mostRows, boolean test, Clock clock, BackOff backOff, Tally tally) {
        this.mostRows = mostRows;
        this.outbox = outbox;
        this.sender = sender;
        this.test = test;
        this.clock = clock;
        this.backOff = backOff;
        this.tally = tally;
    }

    /** Ends the present round after the bundle on its way. Any thread. */
    void close() {
        closing = true;
    }

    /** Sends what is due. @return ms until the next round, or {@link #UNTIL_ASKED} */
    long round() {
        List<Row> due = outbox.due(clock.wallMillis(), MOST_DUE);
        Pause pause = Pause.NONE;
        progress = false;
        Set<String> held = new HashSet<>();
        for (List<Row> batch : Batches.of(sendable(due), mostRows)) {
            if (closing || pause.wholeLane()) {
                break;
            }
            String session = batch.get(0).entry().session();
            if (!held.contains(session)) {
                Pause own = deliver(batch);
                pause = pause.or(own);
                if (own.scope() != Scope.NONE) {
                    held.add(session);
                }
            }
        }
        return settle(pause, due.size() == MOST_DUE);
    }

    /** What is to be done when the outbox itself failed. @return ms until the next round */
    long outboxFailed(RuntimeException e) {
        failures++;
        long wait = backOff.millis(failures, 0);
        tally.error("outbox: " + e.getClass().getSimpleName());
        tally.publish(Circuit.WAITING, failures, wait, tally.status().backlog(), clock.wallMillis());
        return wait;
    }

    private List<Row> sendable(List<Row> due) {
        List<Row> sendable = new ArrayList<>(due.size());
        for (Row row : due) {
            String obstacle = obstacle(row);
            if (obstacle.isEmpty()) {
                sendable.add(row);
            } else {
                outbox.hold(row.id(), clock.wallMillis() + HELD_BACK_MILLIS, obstacle);
            }
        }
        return sendable;
    }

    private String obstacle(Row row) {
        if (row.entry().site().simulated() && !test) {
            return "simulated readings are never sent to an EHR that is not declared as test";
        }
        return row.entry().patient().reference() == null ? "the patient is not linked to the EHR yet" : "";
    }

    private Pause deliver(List<Row> batch) {
        if (batch.size() > 1 && batch.stream().anyMatch(row -> suspects.contains(row.id()))) {
            return singly(batch);
        }
        Verdict verdict = sender.send(batch);
        if (verdict instanceof Verdict.Taken taken) {
            delivered(batch, taken);
            return Pause.NONE;
        }
        if (verdict instanceof Verdict.Refused refused) {
            if (batch.size() > 1) {
                return singly(batch);
            }
            quarantine(batch.get(0), refused.reason());
            return Pause.NONE;
        }
        if (verdict instanceof Verdict.Left left) {
            if (batch.size() > 1) {
                return singly(batch);
            }
            outbox.leave(batch.get(0).id(), left.reason());
            return Pause.NONE;
        }
        return failed(batch, verdict);
    }

    /** In order; a row that has to wait holds the rest of its session, which this bundle is all of. */
    private Pause singly(List<Row> batch) {
        Pause pause = Pause.NONE;
        for (Row row : batch) {
            if (closing || pause.scope() != Scope.NONE) {
                break;
            }
            pause = deliver(List.of(row));
        }
        return pause;
    }

    private Pause failed(List<Row> batch, Verdict verdict) {
        if (verdict instanceof Verdict.Forbidden forbidden) {
            retry(batch, forbidden.reason());
            tally.error("HTTP 403: the EHR forbids writing");
            return Pause.of(Scope.UNTIL_ASKED);
        }
        if (verdict instanceof Busy busy) {
            return busy(batch, busy);
        }
        boolean none = verdict instanceof Verdict.Unauthorized asked
                && asked.reason().equals(Verdict.Unauthorized.NONE_CONFIGURED);
        retry(batch, none ? Verdict.Unauthorized.NONE_CONFIGURED : Verdict.Unauthorized.REFUSED);
        tally.error(none ? Verdict.Unauthorized.NONE_CONFIGURED : "HTTP 401: the access token is refused");
        return Pause.of(Scope.LANE);
    }

    private Pause busy(List<Row> batch, Busy busy) {
        boolean alone = batch.size() == 1 && suspects.contains(batch.get(0).id());
        if (alone && busy.perhapsOneRow()) {
            if (stuck.failed(batch.get(0).id(), busy.status())) {
                quarantine(batch.get(0), "fails again and again while others are taken: " + busy.reason());
                return Pause.NONE;
            }
        } else if (busy.perhapsOneRow() && failures + 1 >= FAILURES_BEFORE_SUSPICION) {
            batch.forEach(row -> suspects.add(row.id()));
        }
        retry(batch, busy.reason());
        tally.error(spoken(busy));
        return alone && busy.perhapsOneRow() ? Pause.of(Scope.SESSION) : new Pause(Scope.LANE, busy.waitMillis());
    }

    /** Without anything an EHR said in its own words. */
    private static String spoken(Busy busy) {
        return switch (busy.status()) {
            case 0 -> busy.reason();
            case Busy.ONE_MESSAGE -> "HL7 v2 application error";
            default -> "HTTP " + busy.status();
        };
    }

    private void retry(List<Row> batch, String reason) {
        for (Row row : batch) {
            outbox.retryAt(row.id(), clock.wallMillis(), reason);
            tally.retried();
        }
    }

    private void delivered(List<Row> batch, Verdict.Taken taken) {
        Map<Long, String> locations = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            locations.put(batch.get(i).id(), taken.locations().get(i));
        }
        outbox.delivered(locations, clock.wallMillis());
        progress = true;
        for (long id : locations.keySet()) {
            tally.delivered();
            stuck.taken(id);
            suspects.remove(id);
        }
    }

    private void quarantine(Row row, String reason) {
        outbox.quarantine(row.id(), reason);
        tally.quarantined();
        tally.error("row " + row.id() + " quarantined");
        stuck.forget(row.id());
        suspects.remove(row.id());
    }

    /**
     * An EHR that fails now and then is not away: what it took in between ends the row of its failures. A session's own
     * trouble goes on while others are taken.
     */
    private int inARow(Scope scope) {
        return switch (scope) {
            case NONE -> 0;
            case LANE -> progress ? 1 : failures + 1;
            case SESSION, UNTIL_ASKED -> failures + 1;
        };
    }

    private long settle(Pause pause, boolean moreDue) {
        failures = inARow(pause.scope());
        Circuit circuit = switch (pause.scope()) {
            case NONE, SESSION -> Circuit.FLOWING;
            case LANE -> Circuit.WAITING;
            case UNTIL_ASKED -> Circuit.STOPPED;
        };
        long wait = switch (pause.scope()) {
            case NONE -> moreDue ? 0 : POLL_MILLIS;
            case SESSION -> backOff.millis(Math.min(failures, SHORT_WAIT_FAILURES), 0);
            case LANE -> backOff.millis(failures, pause.askedMillis());
            case UNTIL_ASKED -> UNTIL_ASKED;
        };
        long shown = pause.scope() == Scope.NONE ? 0 : wait;
        tally.publish(circuit, failures, shown, outbox.backlog(), clock.wallMillis());
        return wait;
    }
}
