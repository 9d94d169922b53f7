package io.vigil.session;

import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Tells a session's {@link Course} from its log and its stored readings: first all that people did, then the readings,
 * each metric's in order of time. One thread.
 */
public final class CourseNotes {
    private static final long SQUEEZED_MILLIS = 60_000;
    private static final double WHOLE = 100;

    private final Happening.Started started;
    private final long startedMillis;
    private final long endedMillis;
    private final Deeds deeds = new Deeds();
    private final List<Long> squeezes = new ArrayList<>();
    private final List<Point> pressures = new ArrayList<>();
    private double peak = Double.NaN;
    private long peakMillis;
    private double nadir = Double.NaN;
    private long nadirMillis;

    private record Point(long atMillis, Metric metric, double value) {}

    /** @param endedMillis 0 while it is open */
    public CourseNotes(Happening.Started started, long startedMillis, long endedMillis) {
        this.started = started;
        this.startedMillis = startedMillis;
        this.endedMillis = endedMillis;
    }

    /** What a person did and was not refused. */
    public void acted(long atMillis, String by, Action action) {
        if (Deeds.takesPart(action)) {
            deeds.add(new Deeds.Deed(atMillis, by, action, Double.NaN));
        } else if (action instanceof Action.Undo && !deeds.all.isEmpty()) {
            deeds.takeBack();
        } else if (action instanceof Action.Cuff cuff && cuff.action().equals("start")) {
            cuff(atMillis, cuff.sameLimb());
        }
    }

    /** A cuff was started. */
    public void cuff(long atMillis, boolean sameLimb) {
        if (sameLimb) {
            squeezes.add(atMillis);
        }
    }

    /** A good reading. @param value in the metric's unit */
    public void measured(long atMillis, Metric metric, double value) {
        if (!metric.plausible(value)) {
            return;
        }
        if (metric == Metric.SBP || metric == Metric.DBP) {
            pressures.add(new Point(atMillis, metric, value));
        }
        if (atMillis < from()) {
            return;
        }
        if (metric == Metric.SBP && !(value <= peak)) {
            peak = value;
            peakMillis = atMillis;
        } else if (metric == Metric.SPO2 && !(value >= nadir) && !isSqueezed(atMillis)) {
            nadir = value;
            nadirMillis = atMillis;
        }
    }

    private long from() {
        long dose = firstDose();
        return dose == 0 ? startedMillis : dose;
    }

    private long firstDose() {
        return deeds.doses().stream()
                .filter(dose -> !dose.dose().event().equals("stop"))
                .mapToLong(Care.Dose::atMillis)
                .findFirst()
                .orElse(0);
    }

    private boolean isSqueezed(long atMillis) {
        return squeezes.stream().anyMatch(start -> atMillis >= start && atMillis < start + SQUEEZED_MILLIS);
    }

    public Course course() {
        Map<Metric, Double> baseline = new EnumMap<>(Metric.class);
        for (Deeds.Deed deed : deeds.all) {
            if (deed.action() instanceof Action.ConfirmBaseline confirmed) {
                baseline.putAll(confirmed.values());
            }
        }
        double base = baseline.getOrDefault(Metric.SBP, Double.NaN);
        return new Course(
                started.session(),
                started.protocol().id(),
                started.protocol().title(),
                startedMillis,
                endedMillis,
                base,
                peak,
                peakMillis,
                peak - base,
                nadir,
                nadirMillis,
                recovery(baseline),
                deeds.doses(),
                deeds.adverse());
    }

    /** When the last of both pressures was back for good. */
    private long recovery(Map<Metric, Double> baseline) {
        long systolic = recovery(Metric.SBP, baseline);
        long diastolic = recovery(Metric.DBP, baseline);
        boolean withoutDiastolic = pressures.stream().noneMatch(point -> point.metric() == Metric.DBP);
        if (systolic == Course.UNKNOWN || withoutDiastolic) {
            return systolic;
        }
        return diastolic == Course.UNKNOWN ? Course.UNKNOWN : Math.max(systolic, diastolic);
    }

    private long recovery(Metric metric, Map<Metric, Double> baseline) {
        long dose = firstDose();
        Double base = baseline.get(metric);
        long back = Course.UNKNOWN;
        for (Point point : pressures) {
            if (dose != 0 && base != null && point.metric() == metric && point.atMillis() >= dose) {
                boolean near = Math.abs(point.value() - base) * WHOLE <= percent(metric) * base;
                long here = back == Course.UNKNOWN ? point.atMillis() - dose : back;
                back = near ? here : Course.UNKNOWN;
            }
        }
        return back;
    }

    private double percent(Metric metric) {
        Protocol.DischargeGate gate = started.protocol().discharge();
        return metric == Metric.SBP ? gate.sbpWithinPercent() : gate.dbpWithinPercent();
    }
}
