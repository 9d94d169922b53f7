package io.vigil.ward;

import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffPort;
import io.vigil.device.CuffRequest;
import io.vigil.session.CuffOrder;
import io.vigil.session.Happening;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Carries out what a session decided about its cuffs. Air is let out at once; a start waits until its input is durable,
 * and is dropped if it was aborted meanwhile. Orders of a folded past never come here. On the ward's loop.
 */
final class CuffHands {
    private final CuffPort cuffs;
    private final Executor loop;
    private final LongSupplier nowMillis;

    CuffHands(CuffPort cuffs, Executor loop, LongSupplier nowMillis) {
        this.cuffs = cuffs;
        this.loop = loop;
        this.nowMillis = nowMillis;
    }

    /** @return {@code done} with what is to be done after the commit before it */
    Consumer<Boolean> carryOut(LiveSession session, List<CuffOrder> orders, Consumer<Boolean> done) {
        Consumer<Boolean> after = done;
        for (CuffOrder order : orders) {
            if (order.start()) {
                Consumer<Boolean> next = after;
                after = durable -> {
                    loop.execute(() -> start(session, order, durable));
                    next.accept(durable);
                };
            } else {
                abort(session, order);
            }
        }
        return after;
    }

    private void abort(LiveSession session, CuffOrder order) {
        cuffs.ask(
                order.device(),
                CuffRequest.ABORT,
                answer -> loop.execute(() -> {
                    if (answer instanceof CuffAnswer.Refused refused) {
                        tell(session, order, "not aborted", refused.reason());
                    }
                }));
    }

    private void start(LiveSession session, CuffOrder order, boolean durable) {
        if (!session.fold.cuff().wanted(order)) {
            return;
        }
        if (!durable) {
            tell(session, order, "refused", "The start could not be written to disk, so the cuff was not started");
            return;
        }
        cuffs.ask(
                order.device(),
                CuffRequest.START,
                answer -> loop.execute(() -> {
                    if (answer instanceof CuffAnswer.Refused refused) {
                        tell(session, order, "refused", refused.reason());
                    } else {
                        tell(session, order, "accepted", "");
                    }
                }));
    }

    private void tell(LiveSession session, CuffOrder order, String outcome, String why) {
        if (session.fold.isOpen()) {
            session.take(
                    new Happening.CuffTold(order.device(), order.startMillis(), outcome, why),
                    nowMillis.getAsLong(),
                    durable -> {});
        }
    }
}
