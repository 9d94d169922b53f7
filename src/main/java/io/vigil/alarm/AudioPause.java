package io.vigil.alarm;

/** Silence for a while, which a new alarm at least as urgent as those already there ends (alarms.md, "Sound"). */
final class AudioPause {
    static final long LONGEST_MILLIS = 120_000;

    private static final int NOTHING_STOOD = -1;

    private boolean set;
    private long end;
    private int stood = NOTHING_STOOD;

    /** @param standing highest priority ordinal among ACTIVE and LATCHED, -1 for none */
    void start(long duration, long now, int standing) {
        set = true;
        end = now + Math.min(duration, LONGEST_MILLIS);
        stood = standing;
    }

    void end() {
        set = false;
    }

    void hear(AlarmEvent event) {
        boolean announces = event.kind() == AlarmEvent.Kind.RAISED || event.kind() == AlarmEvent.Kind.REANNOUNCED;
        if (announces && event.priority().ordinal() >= stood) {
            set = false;
        }
    }

    boolean holds(long now) {
        return set && now < end;
    }

    long until(long now) {
        return holds(now) ? end : 0;
    }

    AudioPause copy() {
        var twin = new AudioPause();
        twin.set = set;
        twin.end = end;
        twin.stood = stood;
        return twin;
    }

    void walk(StateWalk walk) {
        set = walk.flag(set);
        end = walk.number(end);
        stood = walk.whole(stood);
    }
}
