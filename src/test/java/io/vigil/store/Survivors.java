package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.port.Journal;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a {@link CrashChild} left behind, against what it had acknowledged. */
final class Survivors {
    private Survivors() {}

    /**
     * @param acknowledged the largest number acknowledged by session
     * @param at of the failure, for the message
     * @return how many inputs each session has now
     */
    static Map<String, Long> check(Path folder, Map<String, Long> acknowledged, String at) throws Exception {
        Map<String, Long> there = new HashMap<>();
        try (Store store = Store.open(folder, StoreOptions.DEFAULT.withTrim(3_600_000), Clock.system())) {
            assertThat(store.quarantined()).as(at).isEmpty();
            assertThat(store.health().warning()).as(at).isEmpty();
            for (Journal.Past past : store.journal().openSessions()) {
                String session = past.first().session();
                List<Input> inputs = past.after(0);
                for (int i = 0; i < inputs.size(); i++) {
                    assertThat(inputs.get(i))
                            .as(at + ": none lost, none doubled, none changed")
                            .isEqualTo(CrashChild.input(session, i + 1));
                }
                assertThat((long) inputs.size())
                        .as(at + ": all that was acknowledged of " + session)
                        .isGreaterThanOrEqualTo(acknowledged.getOrDefault(session, 0L));
                there.put(session, (long) inputs.size());
                derived(store, session, inputs.size(), at);
                goesOnTheSame(past, inputs, at);
            }
            assertThat(there.keySet()).as(at).containsAll(acknowledged.keySet());
            assertThat(store.auditProblem()).as(at).isEmpty();
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("vigil.db"));
                var rows = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.getString(1)).as(at).isEqualTo("ok");
        }
        return there;
    }

    /** Samples, alarms and chart entries follow from the inputs and are there exactly as often. */
    private static void derived(Store store, String session, int inputs, String at) {
        List<Double> samples = store.history().samples(session, Metric.SPO2, 0, Long.MAX_VALUE).stream()
                .map(sample -> sample.value())
                .toList();
        List<Double> expected = java.util.stream.LongStream.rangeClosed(2, inputs)
                .filter(seq -> seq % CrashChild.ACTED != 0)
                .mapToObj(seq -> (double) (seq % 100))
                .toList();
        assertThat(samples).as(at + ": samples").isEqualTo(expected);
        assertThat(store.history().events(session).stream()
                        .filter(entry -> entry.category().equals("alarm")))
                .as(at + ": alarms")
                .hasSize(inputs / 7);
        assertThat(store.outbox().rows(Integer.MAX_VALUE).stream()
                        .filter(row -> row.entry().session().equals(session)))
                .as(at + ": charts")
                .hasSize(inputs / 5);
    }

    /** From the newest snapshot as from the first input. */
    private static void goesOnTheSame(Journal.Past past, List<Input> inputs, String at) {
        Session folded = new Session(inputs.get(0));
        var ignored = new io.vigil.session.Effects();
        for (Input input : inputs.subList(1, inputs.size())) {
            folded.apply(input, ignored);
            ignored.clear();
        }
        assertThat(CrashChild.resumed(past).snapshot().state())
                .as(at + ": snapshot and fold")
                .isEqualTo(folded.snapshot().state());
    }
}
