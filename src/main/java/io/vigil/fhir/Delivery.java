package io.vigil.fhir;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpClientAgent;
import io.vigil.session.port.ChartOutbox;
import io.vigil.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Brings the outbox to one EHR, for as long as it runs: each row takes effect there exactly once, in order within its
 * session, or stays in the outbox with the reason. All public methods: any thread, none blocks. Rounds run one at a time
 * on a worker of their own; timers and the state here are confined to one event loop.
 */
public final class Delivery {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final Context loop;
    private final WorkerExecutor worker;
    private final Tally tally = new Tally();
    private final Lane lane;
    private long timer = NO_TIMER;
    private boolean running;
    private boolean again;
    private boolean closed;
    private Future<Long> round = Future.succeededFuture(0L);

    /**
     * @param vertx whose event loops may carry HTTP; to be constructed outside worker contexts
     * @param client closed by whoever made it, after {@link #stop()}
     */
    public Delivery(
            Vertx vertx,
            HttpClientAgent client,
            Clock clock,
            RandomGenerator random,
            ChartOutbox outbox,
            Endpoint endpoint,
            Credential credential,
            ObservationMapper mapper,
            EhrProfile profile) {
        this(
                vertx,
                outbox,
                known(
                        credential,
                        dispatch(new HttpEhrDoor(client, endpoint, credential), profile, mapper, outbox, clock)),
                profile.transaction() ? Batches.MOST_ROWS : 1,
                endpoint.test(),
                clock,
                new BackOff(BackOff.FIRST_MILLIS, BackOff.LONGEST_MILLIS, random));
    }

    /** One row at a time through a way of sending of its own. @param test whether simulated entries may go */
    public static Delivery singly(
            Vertx vertx, Clock clock, RandomGenerator random, ChartOutbox outbox, Dispatch sender, boolean test) {
        BackOff backOff = new BackOff(BackOff.FIRST_MILLIS, BackOff.LONGEST_MILLIS, random);
        return new Delivery(vertx, outbox, sender, 1, test, clock, backOff);
    }

    Delivery(Vertx vertx, ChartOutbox outbox, Dispatch sender, boolean test, Clock clock, BackOff backOff) {
        this(vertx, outbox, sender, Batches.MOST_ROWS, test, clock, backOff);
    }

    /** Where we have no credentials, nothing was refused and nothing can be renewed: there is something to configure. */
    static Dispatch known(Credential credential, Dispatch sender) {
        return rows -> {
            Verdict verdict = sender.send(rows);
            return verdict instanceof Verdict.Unauthorized && credential.equals(Credential.NONE)
                    ? new Verdict.Unauthorized(Verdict.Unauthorized.NONE_CONFIGURED)
                    : verdict;
        };
    }

    private static Dispatch dispatch(
            HttpEhrDoor door, EhrProfile profile, ObservationMapper mapper, ChartOutbox outbox, Clock clock) {
        return profile.transaction() && profile.conditional()
                ? new Sender(door, profile, mapper, clock)
                : new SingleSender(door, profile, mapper, outbox, clock);
    }

    Delivery(
            Vertx vertx,
            ChartOutbox outbox,
            Dispatch sender,
            int mostRows,
            boolean test,
            Clock clock,
            BackOff backOff) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        if (!loop.isEventLoopContext()) {
            throw new IllegalStateException("a delivery made on a worker context would wait for itself");
        }
        this.worker = vertx.createSharedWorkerExecutor("vigil-ehr", 1, 1, TimeUnit.HOURS);
        this.lane = new Lane(outbox, sender, mostRows, test, clock, backOff, tally);
    }

    public void start() {
        loop.runOnContext(go -> run());
    }

    /** New rows are in the outbox: look now instead of at the next poll. Without effect while the EHR is waited for. */
    public void wake() {
        if (tally.status().waitMillis() == 0) {
            loop.runOnContext(go -> run());
        }
    }

    /** A person asks: try now, whatever the lane is waiting for, and even if it has stopped. */
    public void resume() {
        loop.runOnContext(go -> run());
    }

    /** Lets the exchange on its way end, then stops for good. Rows not sent stay in the outbox. */
    public Future<Void> stop() {
        lane.close();
        return Future.future(promise -> loop.runOnContext(go -> {
            closed = true;
            cancelTimer();
            round.onComplete(done -> worker.close().onComplete(promise));
        }));
    }

    public DeliveryStatus status() {
        return tally.status();
    }

    private void run() {
        if (closed) {
            return;
        }
        if (running) {
            again = true;
            return;
        }
        running = true;
        cancelTimer();
        round = worker.executeBlocking(this::roundOnWorker);
        round.onComplete(done -> loop.runOnContext(go -> ended(done.succeeded() ? done.result() : Lane.POLL_MILLIS)));
    }

    private Long roundOnWorker() {
        try {
            return lane.round();
        } catch (RuntimeException e) {
            return lane.outboxFailed(e);
        }
    }

    private void ended(long waitMillis) {
        running = false;
        // A wake-up during a failed round does not shorten the wait that followed from it.
        boolean now = again && waitMillis <= Lane.POLL_MILLIS && tally.status().waitMillis() == 0;
        again = false;
        if (closed || waitMillis == Lane.UNTIL_ASKED) {
            return;
        }
        if (now || waitMillis == 0) {
            run();
        } else {
            timer = vertx.setTimer(waitMillis, fired -> loop.runOnContext(go -> run()));
        }
    }

    private void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}
