package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All alarms of a session, in the order they are evaluated: those that give way to none first. */
final class AlarmBoard {
    private static final Metric[] METRICS = Metric.values();
    private static final int NOTHING_STANDS = -1;

    private final Alarm[] alarms;
    /** Indexes of {@link #alarms}; those in {@code inhibited_by} that are no rule of this session inhibit nothing. */
    private final int[][] inhibitors;

    /** Indexes of {@link #alarms}. */
    private final int[] counting;

    private final Rest rest;
    private final Map<String, Integer> index;

    AlarmBoard(List<Rule> rules) {
        var ordered = new ArrayList<Rule>();
        rules.stream().filter(rule -> rule.inhibitedBy().isEmpty()).forEach(ordered::add);
        rules.stream().filter(rule -> !rule.inhibitedBy().isEmpty()).forEach(ordered::add);
        index = index(ordered);
        alarms = ordered.stream().map(Alarm::new).toArray(Alarm[]::new);
        inhibitors = new int[alarms.length][];
        for (int at = 0; at < alarms.length; at++) {
            inhibitors[at] = ordered.get(at).inhibitedBy().stream()
                    .filter(index::containsKey)
                    .mapToInt(index::get)
                    .toArray();
        }
        counting = IntStream.range(0, alarms.length)
                .filter(at -> alarms[at].counts())
                .toArray();
        rest = new Rest(alarms.length, metric -> at -> alarms[at].hears(metric));
    }

    private AlarmBoard(AlarmBoard other) {
        index = other.index;
        inhibitors = other.inhibitors;
        alarms = new Alarm[other.alarms.length];
        for (int at = 0; at < alarms.length; at++) {
            alarms[at] = other.alarms[at].copy();
        }
        counting = other.counting;
        rest = other.rest.copy();
    }

    private static Map<String, Integer> index(List<Rule> ordered) {
        var places = new HashMap<String, Integer>();
        for (Rule rule : ordered) {
            if (places.put(rule.id(), places.size()) != null) {
                throw new IllegalArgumentException("two rules " + rule.id());
            }
        }
        return places;
    }

    /** Something other than a reading happened. */
    void wakeAll() {
        rest.wakeAll();
    }

    Alarm[] alarms() {
        return alarms;
    }

    @Nullable
    Alarm find(String id) {
        Integer at = index.get(id);
        return at == null ? null : alarms[at];
    }

    /** A reading as the rules are to know of it. @param value {@link Fixed}, of the first two qualities */
    void take(Metric metric, long value, Quality quality, long measured) {
        Feed feed = rest.feed(metric);
        if (quality == Quality.GOOD && rest.leavesCalm(feed, value)) {
            for (int index = 0; index < feed.attending(); index++) {
                int at = feed.attentive(index);
                if (alarms[at].takeCalm(metric, value, measured)) {
                    rest.wake(at);
                }
            }
        } else {
            for (int at : feed.all()) {
                alarms[at].take(metric, value, quality, measured);
                rest.wake(at);
            }
        }
    }

    void tick(Situation situation, long now) {
        for (int at : counting) {
            alarms[at].tick(situation, now);
            rest.wake(at);
        }
    }

    void evaluate(Situation situation, long now, AlarmEvents events) {
        if (rest.holds(now)) {
            return;
        }
        for (int at = 0; at < alarms.length; at++) {
            if (!rest.holds(at, now)) {
                boolean inhibited = inhibited(at);
                alarms[at].evaluate(inhibited, situation, now, events);
                rest.let(at, alarms[at].restsUntil(inhibited, situation));
            }
        }
        if (rest.settle(now)) {
            findCalm(situation);
        }
    }

    private void findCalm(Situation situation) {
        for (Metric metric : METRICS) {
            Feed feed = rest.feed(metric);
            feed.leaveAll();
            for (int at : feed.all()) {
                if (alarms[at].attends(situation)) {
                    feed.attend(at);
                }
                alarms[at].narrow(feed, metric, situation);
            }
        }
    }

    private boolean inhibited(int at) {
        for (int inhibitor : inhibitors[at]) {
            if (alarms[inhibitor].stands()) {
                return true;
            }
        }
        return false;
    }

    void enterPhase(String phase) {
        wakeAll();
        for (Alarm alarm : alarms) {
            alarm.enterPhase(phase);
        }
    }

    void acknowledgeAll(Situation situation, long now, AlarmEvents events) {
        for (Alarm alarm : alarms) {
            alarm.acknowledge(situation, now, events);
        }
    }

    void endAll(Situation situation, long now, AlarmEvents events) {
        for (Alarm alarm : alarms) {
            alarm.end(situation, now, events);
        }
    }

    void endStandby() {
        wakeAll();
        for (Alarm alarm : alarms) {
            alarm.endStandby();
        }
    }

    boolean anyHighNotNormal() {
        for (Alarm alarm : alarms) {
            if (alarm.rule().priority() == Priority.HIGH && alarm.condition() != Condition.NORMAL) {
                return true;
            }
        }
        return false;
    }

    /** Ordinal of the highest priority among ACTIVE and LATCHED, -1 for none. */
    int loudest() {
        int loudest = NOTHING_STANDS;
        for (Alarm alarm : alarms) {
            boolean sounds = alarm.condition() == Condition.ACTIVE || alarm.condition() == Condition.LATCHED;
            if (sounds) {
                loudest = Math.max(loudest, alarm.rule().priority().ordinal());
            }
        }
        return loudest;
    }

    AlarmBoard copy() {
        return new AlarmBoard(this);
    }

    void walk(StateWalk walk) {
        wakeAll();
        walk.same(alarms.length);
        for (Alarm alarm : alarms) {
            alarm.walk(walk);
        }
    }
}
