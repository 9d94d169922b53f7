package io.vigil.session;

import io.vigil.alarm.StateWalk;

/** When the session's milestones were, epoch ms on the session's clock; 0 where not yet. One thread. */
final class Clocks {
    final long startedMillis;
    String phase;
    long phaseSinceMillis;
    long firstDoseMillis;
    private long lastDoseStartMillis;
    private long lastDoseEndMillis;
    private boolean infusing;

    Clocks(String phase, long startedMillis) {
        this.phase = phase;
        this.startedMillis = startedMillis;
        this.phaseSinceMillis = startedMillis;
    }

    /** As at the start: what people did is told again. */
    void begin(String first) {
        phase = first;
        phaseSinceMillis = startedMillis;
        firstDoseMillis = 0;
        lastDoseStartMillis = 0;
        lastDoseEndMillis = 0;
        infusing = false;
    }

    void phase(String next, long nowMillis) {
        phase = next;
        phaseSinceMillis = nowMillis;
    }

    void dose(String event, long nowMillis) {
        boolean begins = !event.equals("stop");
        if (begins && firstDoseMillis == 0) {
            firstDoseMillis = nowMillis;
        }
        if (begins) {
            lastDoseStartMillis = nowMillis;
        }
        // A single dose ends when it is given, unless it is given into an infusion, whose end is unknown while it runs.
        infusing = event.equals("start") || (infusing && event.equals("given"));
        lastDoseEndMillis = infusing ? 0 : nowMillis;
    }

    /** Earliest end of the minimum observation; 0 before a dose, or while an infusion runs whose end it counts from. */
    long observedUntilMillis(Protocol protocol) {
        long anchor = switch (protocol.minObservationFrom()) {
            case "first_dose_start" -> firstDoseMillis;
            case "last_dose_start" -> lastDoseStartMillis;
            default -> lastDoseEndMillis;
        };
        return anchor == 0 ? 0 : anchor + protocol.minObservationMinutes() * 60_000L;
    }

    void walk(StateWalk walk) {
        phase = walk.text(phase);
        phaseSinceMillis = walk.number(phaseSinceMillis);
        firstDoseMillis = walk.number(firstDoseMillis);
        lastDoseStartMillis = walk.number(lastDoseStartMillis);
        lastDoseEndMillis = walk.number(lastDoseEndMillis);
        infusing = walk.flag(infusing);
    }
}
