package io.vigil.store;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.session.Action;
import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.Patient;
import io.vigil.session.Phase;
import io.vigil.session.Protocol;
import io.vigil.session.Site;
import io.vigil.session.port.Journal;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Constructed inputs for the store's tests. */
final class Given {
    static final long T0 = 1_777_000_000_000L;
    static final Site SITE = new Site("north", true);

    private Given() {}

    static Patient patient(@Nullable String reference) {
        return new Patient("p1", "A. B.", "1980-02-03", null, reference);
    }

    static Input started(String session) {
        var rules = List.of(
                Rule.named("spo2.low.crit", RuleKind.LIMIT_LOW, Priority.HIGH)
                        .on(Metric.SPO2)
                        .limit(85)
                        .build(),
                Rule.named("spo2.stale", RuleKind.STALE, Priority.MEDIUM)
                        .on(Metric.SPO2)
                        .timeout(10)
                        .build());
        var protocol = new Protocol(
                "iv-40min",
                "IV, 40 minutes",
                List.of(new Phase("baseline", 10), new Phase("dosing", 40)),
                60,
                "last_dose_end",
                Set.of(Metric.SPO2),
                new Protocol.DischargeGate(20, 20, 92, 9, true),
                rules);
        var what = new Happening.Started(
                session, SITE, patient("Patient/1"), protocol, "2", Double.NaN, "nurse-1", "key-1");
        return new Input(session, 1, T0, what);
    }

    static Input spo2(String session, long seq, long atMillis, double value) {
        var readings = List.of(Reading.of(Metric.SPO2, value, Quality.GOOD));
        return new Input(session, seq, atMillis, new Happening.Measured("ox-1", atMillis - 5, "", readings));
    }

    static Input acted(String session, long seq, long atMillis, Action action) {
        return new Input(session, seq, atMillis, new Happening.Acted("nurse-1", "key-" + seq, action));
    }

    static AlarmEvent raised(String alarm, int occurrence, long atMillis) {
        return new AlarmEvent(alarm, AlarmEvent.Kind.RAISED, Priority.HIGH, occurrence, 0, 1, atMillis, 84, Double.NaN);
    }

    static ChartEntry chart(String key, String session, @Nullable String reference, long atMillis) {
        return new ChartEntry(
                key,
                SITE,
                session,
                patient(reference),
                "ox-1",
                ChartEntry.Kind.READING,
                atMillis,
                Quality.GOOD,
                List.of(new ChartEntry.Value(Metric.SPO2, 97)));
    }

    static Journal.Entry entry(Input input) {
        return new Journal.Entry(input, List.of(), List.of());
    }

    /** Appends; the future holds what the journal answered. */
    static CompletableFuture<Boolean> append(Store store, Journal.Entry entry) {
        var answer = new CompletableFuture<Boolean>();
        store.journal().append(entry, answer::complete);
        return answer;
    }

    static CompletableFuture<Boolean> append(Store store, Input input) {
        return append(store, entry(input));
    }

    /** The inputs of every open session, folded from the first. */
    static List<List<Input>> open(Store store) {
        return store.journal().openSessions().stream()
                .map(past -> past.after(0))
                .toList();
    }
}
