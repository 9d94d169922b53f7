package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All alarms of a session, in the order they are evaluated: those that give way to none first. */
final class AlarmBoard {
    private static final int METRICS = Metric.values().length;
    private static final int NOTHING_STANDS = -1;

    private final Alarm[] alarms;
    /** Indexes of {@link #alarms}; those in {@code inhibited_by} that are no rule of this session inhibit nothing. */
    private final int[][] inhibitors;

    /** Indexes of {@link #alarms}, as all that follow. */
    private final int[][] byMetric = new int[METRICS][];

    private final int[] counting;

    /**
     * From when on each alarm has to be evaluated again. Most rest at most instants, and are not so much as looked at.
     * Nothing of it is state: an alarm woken for nothing stays as it is.
     */
    private final long[] restsUntil;

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
        sortByMetric();
        counting = indexes(Alarm::counts);
        restsUntil = new long[alarms.length];
        wakeAll();
    }

    private AlarmBoard(AlarmBoard other) {
        index = other.index;
        inhibitors = other.inhibitors;
        alarms = new Alarm[other.alarms.length];
        for (int at = 0; at < alarms.length; at++) {
            alarms[at] = other.alarms[at].copy();
        }
        sortByMetric();
        counting = other.counting;
        restsUntil = other.restsUntil.clone();
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

    private void sortByMetric() {
        for (Metric metric : Metric.values()) {
            byMetric[metric.ordinal()] = indexes(alarm -> alarm.isAbout(metric));
        }
    }

    private int[] indexes(Predicate<Alarm> of) {
        return IntStream.range(0, alarms.length)
                .filter(at -> of.test(alarms[at]))
                .toArray();
    }

    /** A reading of this metric came, whatever became of it. */
    void wake(Metric metric) {
        for (int at : byMetric[metric.ordinal()]) {
            restsUntil[at] = Long.MIN_VALUE;
        }
    }

    /** Anything else happened. */
    void wakeAll() {
        Arrays.fill(restsUntil, Long.MIN_VALUE);
    }

    Alarm[] alarms() {
        return alarms;
    }

    @Nullable
    Alarm find(String id) {
        Integer at = index.get(id);
        return at == null ? null : alarms[at];
    }

    void take(Metric metric, long value, Quality quality, long measured) {
        for (int at : byMetric[metric.ordinal()]) {
            alarms[at].take(metric, value, quality, measured);
        }
    }

    void sensorOff(Metric metric) {
        for (int at : byMetric[metric.ordinal()]) {
            alarms[at].sensorOff();
        }
    }

    void tick(Situation situation, long now) {
        for (int at : counting) {
            alarms[at].tick(situation, now);
            restsUntil[at] = Long.MIN_VALUE;
        }
    }

    void evaluate(Situation situation, long now, AlarmEvents events) {
        for (int at = 0; at < alarms.length; at++) {
            if (now >= restsUntil[at]) {
                boolean inhibited = inhibited(at);
                alarms[at].evaluate(inhibited, situation, now, events);
                restsUntil[at] = alarms[at].restsUntil(inhibited, situation);
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
