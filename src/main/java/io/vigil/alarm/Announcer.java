package io.vigil.alarm;

import java.util.Arrays;

/** Numbers an alarm's events, so that each has an id of its own that is the same after a crash. */
final class Announcer {
    private static final int KINDS = AlarmEvent.Kind.values().length;

    private final Rule rule;
    private final int[] said = new int[KINDS];
    private final int[] escalated;
    private int occurrence;

    Announcer(Rule rule) {
        this.rule = rule;
        escalated = new int[rule.escalateAfterMillis().size()];
    }

    int occurrence() {
        return occurrence;
    }

    void raised(long now, double value, double limit, AlarmEvents events) {
        occurrence++;
        Arrays.fill(said, 0);
        Arrays.fill(escalated, 0);
        say(AlarmEvent.Kind.RAISED, now, value, limit, events);
    }

    void say(AlarmEvent.Kind kind, long now, double value, double limit, AlarmEvents events) {
        int repeat = ++said[kind.ordinal()];
        events.on(new AlarmEvent(rule.id(), kind, rule.priority(), occurrence, 0, repeat, now, value, limit));
    }

    /** @param level from 1 */
    void escalated(int level, long now, double value, double limit, AlarmEvents events) {
        int repeat = ++escalated[level - 1];
        events.on(new AlarmEvent(
                rule.id(), AlarmEvent.Kind.ESCALATED, rule.priority(), occurrence, level, repeat, now, value, limit));
    }

    Announcer copy() {
        var twin = new Announcer(rule);
        System.arraycopy(said, 0, twin.said, 0, KINDS);
        System.arraycopy(escalated, 0, twin.escalated, 0, escalated.length);
        twin.occurrence = occurrence;
        return twin;
    }

    void walk(StateWalk walk) {
        walk.numbers(said);
        walk.numbers(escalated);
        occurrence = walk.whole(occurrence);
    }

    /** The next occurrence is one more than this. */
    void stand(int recorded) {
        occurrence = recorded;
    }
}
