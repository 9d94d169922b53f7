package io.vigil.session;

import java.util.Optional;

/**
 * What is to be done with a session's cuffs, as it stands at a moment: which start is due, which one overran, why one
 * has to wait. Reads, never writes: what comes of it is journaled as an input first. Times in epoch ms. One thread, the
 * session's loop.
 */
public record CuffDesk(Session session) {
    /** The start that schedule, repetition or checkpoint ask for at this moment; empty while nothing is to be started. */
    public Optional<Happening.CuffStarted> due(long nowMillis) {
        CuffControl cuffs = session.cuffs;
        if (!session.open
                || !cuffs.allowed
                || session.engine.panel().standingBy()
                || cuffs.restsForSchedule(nowMillis)) {
            return Optional.empty();
        }
        String device = cuffs.device();
        return device.isEmpty()
                ? Optional.empty()
                : plan().nextAfter(cuffs.startedMillis)
                        .filter(due -> due.atMillis() <= nowMillis)
                        .map(due -> new Happening.CuffStarted(device, due.why(), cuffs.sameLimb));
    }

    /** What is to be told of a start that nothing was heard of for too long; empty while there is none. */
    public Optional<Happening.CuffTold> overran(long nowMillis) {
        CuffControl cuffs = session.cuffs;
        return session.open && cuffs.overran(nowMillis)
                ? Optional.of(new Happening.CuffTold(
                        cuffs.measuring,
                        cuffs.startedMillis,
                        "timed out",
                        "Cuff " + cuffs.measuring + " gave no reading within " + CuffControl.LONGEST_MILLIS / 1000
                                + " s; it was told to stop. Look at cuff and hose"))
                : Optional.empty();
    }

    /** Why a nurse's start of the cuff has to wait; empty where it need not. */
    public Optional<String> refusal(long nowMillis) {
        return session.cuffs.refusal(nowMillis);
    }

    /** True while the start of that moment is still wanted: neither aborted nor over. */
    public boolean wanted(CuffOrder order) {
        CuffControl cuffs = session.cuffs;
        return session.open && cuffs.measuring.equals(order.device()) && cuffs.startedMillis == order.startMillis();
    }

    /** True where a nurse could let the schedule start a cuff. */
    public boolean startable() {
        return !session.cuffs.startable.isEmpty();
    }

    /** Since when a cuff reading is to be repeated, epoch ms; 0 when none is. */
    public long recheckSinceMillis() {
        return session.recheck.sinceMillis();
    }

    CuffPlan plan() {
        return new CuffPlan(session.started().protocol(), session.engine, session.clocks, session.recheck);
    }
}
