package io.vigil.config.scenario;

import io.vigil.alarm.AlarmEngine.DisplayTimes;
import io.vigil.alarm.Rule;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.List;
import java.util.Map;

/**
 * One scenario of a scenario file (alarms.md, "Scenario file"). Times in ms from monitoring start; actions, readings and
 * snapshots by time, those of one time in the order of the file.
 *
 * @param protocol whose rules to take where {@code rules} is empty; empty where none is named
 * @param sessions at least one; the first owns what names no session
 * @param display ages per metric where the scenario states them
 * @param lived what only an exported session tells
 */
public record Scenario(
        String id,
        String protocol,
        List<Rule> rules,
        List<Session> sessions,
        List<Act> acts,
        List<Sample> samples,
        List<Snapshot> snapshots,
        Map<Metric, DisplayTimes> display,
        Lived lived,
        long endMillis) {

    /**
     * How a session begins.
     *
     * @param doseMillis of a dose known from the start, {@link #NO_DOSE} where there is none
     */
    public record Session(String name, String phase, Map<Metric, Double> baseline, long doseMillis) {
        public static final long NO_DOSE = Long.MIN_VALUE;
    }

    /** @param seq of the input in an exported session, 0 otherwise; @param session index in {@link #sessions} */
    public record Act(long atMillis, long seq, int session, Deed deed) {}

    /** @param value NaN where there is none; @param session index in {@link #sessions} */
    public record Sample(
            long measuredMillis,
            long arrivedMillis,
            long seq,
            int session,
            Metric metric,
            double value,
            Quality quality) {}

    /** What is to be read after the tick of a second; empty lists and false where it is not asked for. */
    public record Snapshot(long atMillis, int session, boolean sounding, List<String> states, List<Metric> display) {
        public Snapshot {
            states = List.copyOf(states);
            display = List.copyOf(display);
        }
    }

    public Scenario {
        rules = List.copyOf(rules);
        sessions = List.copyOf(sessions);
        acts = List.copyOf(acts);
        samples = List.copyOf(samples);
        snapshots = List.copyOf(snapshots);
        display = Map.copyOf(display);
    }
}
