package io.vigil.alarm;

import io.vigil.vital.Metric;

/** Rule 4: while a cuff squeezes the limb that wears the probe, the probe proves little. Runs on through standby. */
final class SameLimbWindow {
    static final long LONGEST_MILLIS = 60_000;

    private boolean open;
    private long end;

    void start(long now) {
        open = true;
        end = now + LONGEST_MILLIS;
    }

    void end() {
        open = false;
    }

    boolean covers(Metric metric, long arrived) {
        return open && arrived < end && (metric == Metric.SPO2 || metric == Metric.PR);
    }

    SameLimbWindow copy() {
        var twin = new SameLimbWindow();
        twin.open = open;
        twin.end = end;
        return twin;
    }

    void walk(StateWalk walk) {
        open = walk.flag(open);
        end = walk.number(end);
    }
}
