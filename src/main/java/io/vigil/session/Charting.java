package io.vigil.session;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.StateWalk;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.ChartEntry.Value;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Decides what of a session belongs in the chart: every cuff reading with the pulse it counted; of continuous metrics
 * the median of each interval with the nadir of SpO2 and the peak of the pulse, or that it gave no good value; and the
 * moment of each alarm. Never each second. Part of the fold: pure, one thread.
 */
final class Charting {
    private static final List<Metric> SUMMARISED = List.of(Metric.SPO2, Metric.PR, Metric.HR, Metric.RR);

    private final Happening.Started session;
    Patient patient;
    /** 1 at the start; a wrong patient corrected makes it one more. */
    int subjectRevision = 1;

    private final Map<String, Map<Metric, Interval>> byDevice = new LinkedHashMap<>();
    /** What each device offers that has been worn since a moment. */
    private final LongFunction<Map<String, Set<String>>> wornSince;

    private long intervalEnd;

    Charting(Happening.Started session, long startMillis, LongFunction<Map<String, Set<String>>> wornSince) {
        this.session = session;
        this.wornSince = wornSince;
        this.patient = session.patient();
        this.intervalEnd = startMillis + session.site().chartIntervalMillis();
    }

    /** From now on it is charted to another person; what was charted before is for the chart to mend. */
    void reassign(Patient next) {
        patient = next;
        subjectRevision++;
    }

    /** @param squeezed true for a metric whose probe is on the limb that a cuff is squeezing: no basis for a nadir */
    void measured(Happening.Measured frame, boolean cuff, Predicate<Metric> squeezed, Effects out) {
        if (frame.readings().stream().anyMatch(reading -> !reading.metric().continuous())) {
            cuffReading(frame, cuff, out);
        }
        for (Reading reading : frame.readings()) {
            if (summarised(reading, cuff) && !squeezed.test(reading.metric())) {
                byDevice.computeIfAbsent(frame.device(), device -> new EnumMap<>(Metric.class))
                        .computeIfAbsent(reading.metric(), metric -> new Interval())
                        .add(reading.value(), frame.measuredMillis());
            }
        }
    }

    private static boolean summarised(Reading reading, boolean cuff) {
        return !CuffFrame.ownPulse(reading, cuff)
                && SUMMARISED.contains(reading.metric())
                && reading.quality() == Quality.GOOD
                && reading.metric().plausible(reading.value());
    }

    /** Closes every interval that has ended; its key holds the interval's end, so a restart in between repeats none. */
    void passed(long nowMillis, Effects out) {
        while (nowMillis >= intervalEnd) {
            silent(intervalEnd, out);
            close(intervalEnd, out);
            intervalEnd += session.site().chartIntervalMillis();
        }
    }

    /** The moment an alarm was raised; two alarms of one reading are one moment. */
    void alarmed(AlarmMoments moments, AlarmEvent event, Effects out) {
        for (AlarmMoments.Moment moment : moments.of(event)) {
            ChartEntry entry = entry(
                    moment.device(), moment.what(), Kind.ALARM, moment.atMillis(), moment.quality(), moment.values());
            if (out.charts().stream().noneMatch(other -> other.key().equals(entry.key()))) {
                out.chart(entry);
            }
        }
    }

    /** That a device worn all the interval gave no good value is part of the record; of a cuff's pulse nobody expects it. */
    private void silent(long endMillis, Effects out) {
        long fromMillis = endMillis - session.site().chartIntervalMillis();
        wornSince.apply(fromMillis).forEach((device, offers) -> {
            Map<Metric, Interval> known = byDevice.getOrDefault(device, Map.of());
            for (Metric metric : SUMMARISED) {
                Interval interval = known.get(metric);
                boolean feeds = interval != null || !offers.contains(Metric.SBP.wire());
                if (feeds && offers.contains(metric.wire()) && (interval == null || interval.isEmpty())) {
                    List<Value> none = List.of(new Value(metric, Double.NaN));
                    out.chart(entry(device, metric.wire(), Kind.MEDIAN, endMillis, Quality.INVALID, none));
                }
            }
        });
    }

    /** The session is over: what is left of the last interval is charted at its true end. */
    void finish(long nowMillis, Effects out) {
        passed(nowMillis, out);
        close(nowMillis, out);
    }

    /**
     * Charts a fact of a kind the site asks for.
     *
     * @param about what the key names in the place of device and metric
     * @param number from 1, where several of a kind begin at once
     */
    void tell(Kind kind, String about, long atMillis, int number, ChartFact fact, Effects out) {
        if (session.site().alsoCharted().contains(kind)) {
            String key = key("-", about, kind, atMillis, number);
            out.chart(new ChartEntry(
                            key,
                            session.site(),
                            session.session(),
                            patient,
                            "",
                            kind,
                            atMillis,
                            Quality.GOOD,
                            List.of())
                    .telling(fact));
        }
    }

    /** Key of the entry for the whole session; empty where the site wants none. */
    String sessionKey(long startMillis) {
        return session.site().alsoCharted().contains(Kind.SESSION)
                ? key("-", "session", Kind.SESSION, startMillis, 1)
                : "";
    }

    private void close(long endMillis, Effects out) {
        int first = out.charts().size();
        summarise(endMillis, out);
        List<String> members = out.charts().subList(first, out.charts().size()).stream()
                .map(ChartEntry::key)
                .toList();
        if (!members.isEmpty()) {
            tell(Kind.SUMMARY, "vitals", endMillis, 1, new ChartFact.Summary(members), out);
        }
    }

    private void summarise(long endMillis, Effects out) {
        byDevice.forEach((device, metrics) -> metrics.forEach((metric, interval) -> {
            if (!interval.isEmpty()) {
                summarise(device, metric, interval, endMillis, out);
                interval.clear();
            }
        }));
    }

    private void summarise(String device, Metric metric, Interval interval, long endMillis, Effects out) {
        chart(device, metric, Kind.MEDIAN, endMillis, interval.median(), out);
        if (metric == Metric.SPO2) {
            chart(device, metric, Kind.NADIR, interval.lowestAt(), interval.lowest(), out);
        } else if (metric != Metric.RR) {
            chart(device, metric, Kind.PEAK, interval.highestAt(), interval.highest(), out);
        }
    }

    private void chart(String device, Metric metric, Kind kind, long atMillis, double value, Effects out) {
        out.chart(entry(device, metric.wire(), kind, atMillis, Quality.GOOD, List.of(new Value(metric, value))));
    }

    /**
     * A failed reading is charted too: that it was tried and why there is no value is part of the record. Of a doubtful
     * one it is for the outbox to say why it stays.
     */
    private void cuffReading(Happening.Measured frame, boolean cuff, Effects out) {
        CuffReading reading = CuffReading.of(frame.readings(), cuff);
        String device = frame.device();
        long at = frame.measuredMillis();
        out.chart(entry(device, "nibp", Kind.READING, at, reading.quality(), reading.pressures()));
        reading.pulse()
                .ifPresent(pulse -> out.chart(entry(
                        device, pulse.metric().wire(), Kind.READING, at, reading.pulseQuality(), List.of(pulse))));
    }

    private ChartEntry entry(
            String device, String metric, Kind kind, long atMillis, Quality quality, List<Value> values) {
        String key = key(device, metric, kind, atMillis, 1);
        return new ChartEntry(key, session.site(), session.session(), patient, device, kind, atMillis, quality, values);
    }

    private String key(String device, String metric, Kind kind, long atMillis, int number) {
        return String.join(
                "|",
                session.site().id(),
                session.session(),
                Integer.toString(subjectRevision),
                device,
                metric,
                kind.wire(),
                Instant.ofEpochMilli(atMillis) + "#" + number);
    }

    void walk(StateWalk walk) {
        intervalEnd = walk.number(intervalEnd);
        walk.all(byDevice, walk::text, kept -> {
            Map<Metric, Interval> metrics = kept == null ? new EnumMap<>(Metric.class) : kept;
            walk.all(
                    metrics,
                    metric -> walk.choice(metric, Metric.class),
                    interval -> (interval == null ? new Interval() : interval).walked(walk));
            return metrics;
        });
    }
}
