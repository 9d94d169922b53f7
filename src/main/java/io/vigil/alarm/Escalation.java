package io.vigil.alarm;

import java.util.Arrays;
import java.util.List;

/** The levels an unacknowledged alarm climbs, each once from its announcement on. */
final class Escalation {
    private final long[] after;
    private final boolean[] reached;
    private long since;

    Escalation(List<Long> afterMillis) {
        this(afterMillis.stream().mapToLong(Long::longValue).toArray());
    }

    private Escalation(long[] after) {
        this.after = after;
        reached = new boolean[after.length];
    }

    void restart(long now) {
        since = now;
        Arrays.fill(reached, false);
    }

    void climb(long now, Announcer announcer, double value, double limit, AlarmEvents events) {
        for (int index = 0; index < after.length; index++) {
            if (!reached[index] && now - since >= after[index]) {
                reached[index] = true;
                announcer.escalated(index + 1, now, value, limit, events);
            }
        }
    }

    /** The highest level reached, 0 for none. */
    int level() {
        for (int index = after.length; index > 0; index--) {
            if (reached[index - 1]) {
                return index;
            }
        }
        return 0;
    }

    Escalation copy() {
        var twin = new Escalation(after);
        System.arraycopy(reached, 0, twin.reached, 0, reached.length);
        twin.since = since;
        return twin;
    }

    void walk(StateWalk walk) {
        walk.flags(reached);
        since = walk.number(since);
    }
}
