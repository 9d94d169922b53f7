package io.vigil.session;

import io.vigil.alarm.Rule;
import io.vigil.vital.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the worn devices are expected to give, and which rules therefore run: stale and overdue rules run for what the
 * protocol requires and for what a worn device offers, not for the rest. Part of the fold: pure, one thread.
 */
record Offers(Session session) {
    void bound(Happening.Bound bound, long now, Effects out) {
        session.devices.put(bound.device(), new HashSet<>(bound.offers()));
        takenOff(bound.device(), now);
        session.worn.add(new Worn(bound.device(), now, Worn.STILL));
        if (bound.startable()) {
            session.cuffs.startable.add(bound.device());
        }
        enable(now, out);
    }

    void unbound(String device, long now, Effects out) {
        session.devices.remove(device);
        takenOff(device, now);
        session.cuffs.takenOff(device, out);
        enable(now, out);
        // A device taken off is not to be measured with again.
        if (session.recheck.rules().stream().noneMatch(this::isWatched)) {
            session.recheck.end(session.engine, now, out);
        }
    }

    private void takenOff(String device, long now) {
        session.worn.replaceAll(each -> each.device().equals(device) && each.toMillis() == Worn.STILL
                ? new Worn(device, each.fromMillis(), now)
                : each);
    }

    /** What a device has once given is expected of it from then on, whatever its type's description promises. */
    void measured(String device, List<Reading> readings, boolean cuff, long now, Effects out) {
        Set<String> offers = session.devices.get(device);
        if (offers == null) {
            return;
        }
        boolean more = false;
        for (Reading reading : readings) {
            more |= !CuffFrame.ownPulse(reading, cuff)
                    && offers.add(reading.metric().wire());
        }
        if (more) {
            enable(now, out);
        }
    }

    void enable(long now, Effects out) {
        for (Rule rule : session.started().protocol().rules()) {
            switch (rule.kind()) {
                case STALE, OVERDUE, CHECKPOINT -> session.engine.enable(rule.id(), isWatched(rule), now, out);
                default -> {}
            }
        }
    }

    private boolean isWatched(Rule rule) {
        return rule.metrics().stream()
                .anyMatch(
                        metric -> session.started().protocol().requiredMetrics().contains(metric)
                                || session.devices.values().stream()
                                        .anyMatch(offers -> offers.contains(metric.wire())));
    }
}
