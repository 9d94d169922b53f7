package io.vigil.session;

import io.vigil.vital.Reading;
import java.util.Optional;

/** What each kind of input does to a session. Part of the fold: pure, one thread. */
record Fold(Session session) {
    /** @param now the instant it is taken, epoch ms */
    void take(Happening what, long now, Effects out) {
        if (what instanceof Happening.Measured frame) {
            measured(frame, now, out);
        } else if (what instanceof Happening.Acted acted) {
            // A request whose input was lost before it was durable is journaled again, and still has one effect.
            boolean again = !acted.key().isEmpty() && session.answered.knows(acted.key());
            session.answered.add(acted.key(), Optional.ofNullable(acted.refused()));
            if (acted.refused() == null && !again) {
                new Acts(session).take(acted, now, out);
            }
        } else if (what instanceof Happening.Bound bound) {
            session.answered.add(bound.key(), Optional.empty());
            new Offers(session).bound(bound, now, out);
        } else if (what instanceof Happening.Unbound unbound) {
            session.answered.add(unbound.key(), Optional.empty());
            session.linkAlarms.off(unbound.device(), session.engine, now, out);
            new Offers(session).unbound(unbound.device(), now, out);
        } else if (what instanceof Happening.Declined declined) {
            session.answered.add(declined.key(), Optional.of(declined.refused()));
        } else if (what instanceof Happening.CuffStarted started) {
            new Acts(session).start(started.device(), started.reason(), "", started.sameLimb(), now, out);
        } else if (what instanceof Happening.CuffTold told) {
            new Acts(session).told(told, now, out);
        } else if (what instanceof Happening.Technical told) {
            session.siteAlarms.take(told, session.engine, now, out);
        } else if (what instanceof Happening.Corrected word) {
            session.corrections.take(word);
        } else if (what instanceof Happening.Restarted && session.cuffs.allowed) {
            session.cuffs.forbid(CuffControl.AFTER_RESTART);
        }
    }

    private void measured(Happening.Measured frame, long now, Effects out) {
        if (!frame.stamp().isEmpty()) {
            session.stamps
                    .computeIfAbsent(frame.device(), device -> new Recent(Session.STAMPS_REMEMBERED))
                    .add(Stamp.of(frame.stamp(), frame.readings()));
        }
        boolean cuff = CuffFrame.is(frame.readings());
        new Offers(session).measured(frame.device(), frame.readings(), cuff, now, out);
        session.recheck.measured(frame, session.clocks.phase, session.engine, now, out);
        session.linkAlarms.measured(frame, session.engine, now, out);
        for (Reading reading : MeanPressure.completed(frame.readings())) {
            if (!CuffFrame.ownPulse(reading, cuff)) {
                if (session.clocks.firstDoseMillis == 0) {
                    session.proposal.take(
                            reading, session.engine.panel().underCuff(reading.metric(), now), frame.measuredMillis());
                }
                session.engine.reading(
                        reading.metric(), reading.value(), reading.quality(), frame.measuredMillis(), now);
                session.shown.put(reading.metric(), new Session.Shown(frame.device(), reading.flags()));
            }
        }
        if (cuff && frame.measuredMillis() > session.cuffStartedMillis) {
            // Its result is out, so the cuff squeezes no longer. What it measured before the start says nothing of
            // that.
            session.engine.nibpEnd(now);
            session.cuffs.measured(frame.device(), frame.measuredMillis(), CuffFrame.usable(frame.readings()), now);
        }
        session.charting.measured(frame, cuff, metric -> session.engine.panel().underCuff(metric, now), out);
    }
}
