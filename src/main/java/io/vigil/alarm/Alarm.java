package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;

/** One rule's state machine: the rows of the table in alarms.md, "State machine". */
final class Alarm {
    private final Rule rule;
    private final Accept accept;
    private final Watch watch;
    private final Announcer announcer;
    private final Escalation escalation;

    private boolean enabled = true;
    private boolean inPhase = true;
    private Condition condition = Condition.NORMAL;
    private final Timer delay;
    private final Timer clearing;
    private long raisedAt;
    private long changedAt;
    private long acknowledgedAt;
    private double worst = Double.NaN;

    Alarm(Rule rule) {
        this.rule = rule;
        accept = Accept.of(rule.accept());
        watch = Watch.of(rule);
        announcer = new Announcer(rule);
        escalation = new Escalation(rule.escalateAfterMillis());
        delay = new Timer(rule.delayMillis());
        clearing = new Timer(rule.clearDelayMillis());
    }

    private Alarm(Alarm other) {
        rule = other.rule;
        accept = other.accept;
        watch = other.watch.copy();
        announcer = other.announcer.copy();
        escalation = other.escalation.copy();
        delay = other.delay.copy();
        clearing = other.clearing.copy();
        enabled = other.enabled;
        inPhase = other.inPhase;
        condition = other.condition;
        raisedAt = other.raisedAt;
        changedAt = other.changedAt;
        acknowledgedAt = other.acknowledgedAt;
        worst = other.worst;
    }

    Rule rule() {
        return rule;
    }

    Condition condition() {
        return condition;
    }

    int occurrence() {
        return announcer.occurrence();
    }

    /** Of the present or the last occurrence; 0 where nobody has acknowledged it. */
    long acknowledgedMillis() {
        return acknowledgedAt >= raisedAt ? acknowledgedAt : 0;
    }

    boolean stands() {
        return condition == Condition.ACTIVE || condition == Condition.ACKED;
    }

    void take(Metric metric, long value, Quality quality, long measured) {
        if (quality == Quality.SENSOR_OFF) {
            watch.sensorOff();
        } else if (accept.takes(quality)) {
            double seen = watch.take(metric, value, measured);
            if (stands()) {
                worst = watch.worse(worst, seen);
            }
        }
    }

    /**
     * Takes a good reading that the rule left to its feed, while it rests.
     *
     * @return true when it may be violated nevertheless
     */
    boolean takeCalm(Metric metric, long value, long measured) {
        if (!accept.good()) {
            return false;
        }
        watch.take(metric, value, measured);
        return watch.alarmed();
    }

    void tick(Situation situation, long now) {
        watch.tick(situation, now);
    }

    void enterPhase(String phase) {
        watch.enterPhase(phase);
        inPhase = rule.appliesIn(phase) && watch.applies();
    }

    /** @param inhibited an alarm this one gives way to is ACTIVE or ACKED; goes before phase */
    void evaluate(boolean inhibited, Situation situation, long now, AlarmEvents events) {
        if (inhibited) {
            giveWay(situation, now, events);
        } else if (!enabled || !inPhase) {
            leave(situation, now, events);
        } else if (stands()) {
            whileStanding(watch.at(situation, now), situation, now, events);
        } else {
            whileNotStanding(watch.at(situation, now), situation, now, events);
        }
    }

    /**
     * Until when {@link #evaluate} changes nothing, unless a reading it does not leave calm or an action comes: the past
     * where it may at any instant. Asked after an evaluation.
     */
    long restsUntil(boolean inhibited, Situation situation) {
        if (stands() || inhibited || delay.runs()) {
            return Long.MIN_VALUE;
        }
        return enabled && inPhase ? watch.quietUntil(situation) : Long.MAX_VALUE;
    }

    /** Whether it is about this metric. */
    boolean hears(Metric metric) {
        return rule.metrics().contains(metric) || rule.parts().stream().anyMatch(part -> part.metric() == metric);
    }

    boolean attends(Situation situation) {
        return watch.attends(situation);
    }

    /** Leaves to the feed only the values that cannot violate it. */
    void narrow(Feed feed, Metric metric, Situation situation) {
        if (enabled && inPhase) {
            watch.narrow(feed, metric, situation);
        }
    }

    boolean counts() {
        return watch.counts();
    }

    private void whileNotStanding(Finding finding, Situation situation, long now, AlarmEvents events) {
        if (!delay.ranOut(finding == Finding.VIOLATED, now)) {
            return;
        }
        raisedAt = now;
        worst = watch.value(situation, now);
        escalation.restart(now);
        become(Condition.ACTIVE, now);
        announcer.raised(now, value(situation, now), limit(situation), events);
        escalation.climb(now, announcer, value(situation, now), limit(situation), events);
    }

    private void whileStanding(Finding finding, Situation situation, long now, AlarmEvents events) {
        double value = value(situation, now);
        double limit = limit(situation);
        if (clearing.ranOut(finding == Finding.CLEAR, now)) {
            exit(situation, now, events);
            return;
        }
        worst = watch.worse(worst, value);
        if (condition == Condition.ACKED && reminderIsDue(now)) {
            escalation.restart(now);
            condition = Condition.ACTIVE;
            changedAt = now;
            announcer.say(AlarmEvent.Kind.REANNOUNCED, now, value, limit, events);
        }
        if (condition == Condition.ACTIVE) {
            escalation.climb(now, announcer, value, limit, events);
        }
    }

    private boolean reminderIsDue(long now) {
        return rule.reminderMillis() > 0 && now - acknowledgedAt >= rule.reminderMillis();
    }

    private void exit(Situation situation, long now, AlarmEvents events) {
        boolean latches = condition == Condition.ACTIVE && rule.latching();
        become(latches ? Condition.LATCHED : Condition.NORMAL, now);
        say(latches ? AlarmEvent.Kind.LATCHED : AlarmEvent.Kind.CLEARED, situation, now, events);
    }

    /** The phase does not apply: as clear, without delay. */
    private void leave(Situation situation, long now, AlarmEvents events) {
        delay.reset();
        if (stands()) {
            exit(situation, now, events);
        }
    }

    private void giveWay(Situation situation, long now, AlarmEvents events) {
        delay.reset();
        if (stands()) {
            end(situation, now, events);
        }
    }

    /** Whatever the state, NORMAL and {@code cleared}: inhibition, and the start of a standby. */
    void end(Situation situation, long now, AlarmEvents events) {
        if (condition != Condition.NORMAL) {
            become(Condition.NORMAL, now);
            say(AlarmEvent.Kind.CLEARED, situation, now, events);
        }
    }

    void acknowledge(Situation situation, long now, AlarmEvents events) {
        if (condition == Condition.ACTIVE) {
            acknowledgedAt = now;
            changedAt = now;
            condition = Condition.ACKED;
            say(AlarmEvent.Kind.ACKNOWLEDGED, situation, now, events);
        } else if (condition == Condition.LATCHED) {
            acknowledgedAt = now;
            changedAt = now;
            condition = Condition.NORMAL;
            say(AlarmEvent.Kind.ACKNOWLEDGED, situation, now, events);
            say(AlarmEvent.Kind.CLEARED, situation, now, events);
        }
    }

    /** Of a rule with a limit. */
    void setLimit(double limit) {
        watch.setLimit(limit);
        delay.reset();
        clearing.reset();
    }

    /** @return false when nothing changed */
    boolean enable(boolean wanted, Situation situation, long now, AlarmEvents events) {
        if (enabled == wanted) {
            return false;
        }
        enabled = wanted;
        if (wanted) {
            watch.countFrom(now);
        } else {
            leave(situation, now, events);
        }
        return true;
    }

    boolean enabled() {
        return enabled;
    }

    void endStandby() {
        watch.forget();
        delay.reset();
    }

    /** A change that ends what the timers timed; an acknowledgement and a reminder leave them alone. */
    private void become(Condition next, long now) {
        condition = next;
        changedAt = now;
        delay.reset();
        clearing.reset();
    }

    private void say(AlarmEvent.Kind kind, Situation situation, long now, AlarmEvents events) {
        announcer.say(kind, now, value(situation, now), limit(situation), events);
    }

    private double value(Situation situation, long now) {
        return watch.value(situation, now);
    }

    double limit(Situation situation) {
        return watch.limit(situation);
    }

    AlarmView view(Situation situation) {
        return new AlarmView(
                rule,
                condition,
                announcer.occurrence(),
                raisedAt,
                changedAt,
                worst,
                limit(situation),
                escalation.level());
    }

    Alarm copy() {
        return new Alarm(this);
    }

    void walk(StateWalk walk) {
        walk.belongsTo(rule.id());
        enabled = walk.flag(enabled);
        inPhase = walk.flag(inPhase);
        condition = walk.choice(condition, Condition.class);
        delay.walk(walk);
        clearing.walk(walk);
        raisedAt = walk.number(raisedAt);
        changedAt = walk.number(changedAt);
        acknowledgedAt = walk.number(acknowledgedAt);
        worst = walk.real(worst);
        watch.walk(walk);
        announcer.walk(walk);
        escalation.walk(walk);
    }

    AlarmMark mark() {
        return new AlarmMark(rule.id(), condition, announcer.occurrence(), raisedAt, changedAt);
    }

    /** Takes up a condition recorded by another version; what this one thinks of it follows from the next instant on. */
    void stand(AlarmMark recorded) {
        become(recorded.condition(), recorded.changedMillis());
        raisedAt = recorded.sinceMillis();
        acknowledgedAt = recorded.changedMillis();
        announcer.stand(recorded.occurrence());
        escalation.restart(recorded.sinceMillis());
    }
}
