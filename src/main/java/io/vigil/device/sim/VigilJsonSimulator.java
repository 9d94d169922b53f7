package io.vigil.device.sim;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** A sender of Vigil's own messages: the chosen continuous metrics each second, the cuff's when a measurement ends. */
public final class VigilJsonSimulator implements SimulatedDevice {
    private final Script script;
    private final Set<Metric> metrics;
    private final Consumer<String> messages;
    private final LongPredicate cuffFails;

    /** @param metrics which of the script's vitals it sends; a cuff's three go out together */
    public VigilJsonSimulator(Script script, Set<Metric> metrics, Consumer<String> messages) {
        this(script, metrics, messages, elapsed -> false);
    }

    /** @param cuffFails tells when a cuff measurement fails: it is then told without its numbers */
    VigilJsonSimulator(Script script, Set<Metric> metrics, Consumer<String> messages, LongPredicate cuffFails) {
        this.script = script;
        this.metrics = Set.copyOf(metrics);
        this.messages = messages;
        this.cuffFails = cuffFails;
    }

    @Override
    public void second(long elapsedMillis) {
        if (script.ended(elapsedMillis)) {
            return;
        }
        Vitals now = script.at(elapsedMillis);
        Map<Metric, Double> steady = new EnumMap<>(Metric.class);
        put(steady, Metric.SPO2, now.spo2());
        put(steady, Metric.PR, now.pr());
        put(steady, Metric.PI, now.pi());
        send(steady, quality(now));
        Map<Metric, Double> others = new EnumMap<>(Metric.class);
        put(others, Metric.HR, now.hr());
        put(others, Metric.RR, now.rr());
        if (now.cuff()) {
            Vitals told = cuffFails.test(elapsedMillis) ? Nothing.VITALS : now;
            put(others, Metric.SBP, told.sbp());
            put(others, Metric.DBP, told.dbp());
            put(others, Metric.MAP, told.map());
        }
        send(others, Quality.GOOD);
    }

    private void put(Map<Metric, Double> values, Metric metric, double value) {
        if (metrics.contains(metric)) {
            values.put(metric, value);
        }
    }

    private void send(Map<Metric, Double> values, Quality quality) {
        if (!values.isEmpty()) {
            messages.accept(VigilJsonEncoder.encode(Optional.empty(), values, quality));
        }
    }

    private static Quality quality(Vitals now) {
        if (now.sensorOff()) {
            return Quality.SENSOR_OFF;
        }
        return now.lowPerfusion() ? Quality.QUESTIONABLE : Quality.GOOD;
    }
}
