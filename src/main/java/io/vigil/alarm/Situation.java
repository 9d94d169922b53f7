package io.vigil.alarm;

import io.vigil.vital.Metric;
import java.util.Arrays;

/** What the rules look at: the metrics' tracks, baseline, phase and the times things are counted from. */
final class Situation {
    private static final int METRICS = Metric.values().length;

    private final MetricTrack[] tracks = new MetricTrack[METRICS];
    private final long[] baseline = new long[METRICS];
    String phase;
    long phaseStart;
    long monitoringStart;
    boolean dosed;
    long doseTime;

    Situation(String phase, long start) {
        this.phase = phase;
        phaseStart = start;
        monitoringStart = start;
        Arrays.fill(baseline, Fixed.UNKNOWN);
        for (Metric metric : Metric.values()) {
            tracks[metric.ordinal()] = new MetricTrack(metric);
        }
    }

    private Situation(Situation other) {
        phase = other.phase;
        phaseStart = other.phaseStart;
        monitoringStart = other.monitoringStart;
        dosed = other.dosed;
        doseTime = other.doseTime;
        System.arraycopy(other.baseline, 0, baseline, 0, METRICS);
        for (int index = 0; index < METRICS; index++) {
            tracks[index] = other.tracks[index].copy();
        }
    }

    MetricTrack track(Metric metric) {
        return tracks[metric.ordinal()];
    }

    /** {@link Fixed#UNKNOWN} until one is confirmed. */
    long baseline(Metric metric) {
        return baseline[metric.ordinal()];
    }

    void baseline(Metric metric, double value) {
        baseline[metric.ordinal()] = Fixed.of(value);
    }

    /** Values, qualities and messages count from now; measurement times and accepted readings stay known. */
    void endStandby(long now) {
        monitoringStart = now;
        phaseStart = now;
        for (MetricTrack track : tracks) {
            track.endStandby();
        }
    }

    Situation copy() {
        return new Situation(this);
    }

    void walk(StateWalk walk) {
        phase = walk.text(phase);
        phaseStart = walk.number(phaseStart);
        monitoringStart = walk.number(monitoringStart);
        dosed = walk.flag(dosed);
        doseTime = walk.number(doseTime);
        walk.same(METRICS);
        for (Metric metric : Metric.values()) {
            walk.belongsTo(metric.wire());
            baseline[metric.ordinal()] = walk.number(baseline[metric.ordinal()]);
            tracks[metric.ordinal()].walk(walk);
        }
    }
}
