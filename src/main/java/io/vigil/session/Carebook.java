package io.vigil.session;

import java.util.Map;

/** Draws what was done and what is to be done next; reads, never writes. One thread. */
record Carebook(Session session, CuffPlan plan) {
    Care at(long now) {
        return new Care(
                session.charting.subjectRevision,
                session.open && session.clocks.firstDoseMillis == 0 ? session.proposal.at(now) : Map.of(),
                cuff(),
                session.deeds.doses(),
                session.deeds.adverse(),
                plan.checkpoints(),
                session.undo().offered(now).orElse(null));
    }

    private Care.CuffStatus cuff() {
        CuffControl cuffs = session.cuffs;
        String why = cuffs.device().isEmpty() ? "no worn cuff can be started from here" : cuffs.notAllowed;
        return new Care.CuffStatus(
                cuffs.device(),
                cuffs.allowed && !cuffs.device().isEmpty(),
                why,
                cuffs.measuring.isEmpty() ? 0 : cuffs.startedMillis,
                cuffs.startedMillis,
                cuffs.startedWhy,
                cuffs.startedBy,
                cuffs.startableMillis(),
                plan.next().map(CuffPlan.Due::why).orElse(""),
                cuffs.trouble);
    }
}
