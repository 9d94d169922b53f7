package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.session.Input;
import io.vigil.session.port.History;
import io.vigil.time.Clock;
import io.vigil.vital.Metric;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives {@code kill -9}, once. The number of rounds can be raised with -Dvigil.kills=500. */
class KillIT {
    private static final int ROUNDS = Integer.getInteger("vigil.kills", 10);
    private static final List<String> SESSIONS = List.of("s1", "s2", "s3");

    @TempDir
    Path temp;

    private final Map<String, Long> acknowledged = new HashMap<>();
    private long acknowledgements;

    @Test
    void every_acknowledged_input_is_there_once_after_each_kill() throws Exception {
        long seed = Long.getLong("vigil.seed", new Random().nextLong());
        var random = new Random(seed);
        for (int round = 1; round <= ROUNDS; round++) {
            String at = "round " + round + ", seed " + seed;
            long before = acknowledgements;
            run(random.nextInt(12_000) + 1);
            assertThat(acknowledgements).as(at + ": something was acknowledged").isGreaterThan(before);
            verify(at);
        }
        System.out.println(ROUNDS + " kills, " + acknowledgements + " inputs acknowledged, seed " + seed);
    }

    /** Kills after so many acknowledgements: a random place in the work, however fast the machine is. */
    private void run(int acknowledgementsToKillAfter) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                temp.toString()));
        SESSIONS.forEach(session -> command.add(session + "=" + (present(session) + 1)));
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int seen = 0;
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 3 && words[0].equals("yes") && complete(words)) {
                    acknowledged.merge(words[1], Long.parseLong(words[2]), Math::max);
                    acknowledgements++;
                    if (++seen == acknowledgementsToKillAfter) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(child.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
    }

    /** The last line may have been cut short by the kill: then its number is smaller and proves less, never more. */
    private static boolean complete(String[] words) {
        return words[2].chars().allMatch(Character::isDigit);
    }

    private long present(String session) {
        return inThere.getOrDefault(session, 0L);
    }

    private final Map<String, Long> inThere = new HashMap<>();

    private void verify(String at) throws Exception {
        try (Store store = Store.open(temp, StoreOptions.DEFAULT, Clock.system())) {
            assertThat(store.quarantined()).as(at).isEmpty();
            for (List<Input> inputs : Given.open(store)) {
                String session = inputs.get(0).session();
                for (int i = 0; i < inputs.size(); i++) {
                    assertThat(inputs.get(i).seq())
                            .as(at + ": none lost, none doubled")
                            .isEqualTo(i + 1);
                }
                assertThat((long) inputs.size())
                        .as(at + ": all that was acknowledged")
                        .isGreaterThanOrEqualTo(acknowledged.getOrDefault(session, 0L));
                inThere.put(session, (long) inputs.size());
                derived(store, session, inputs.size(), at);
            }
            assertThat(inThere.keySet()).containsAll(acknowledged.keySet());
            assertThat(store.auditProblem()).as(at).isEmpty();
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + temp.resolve("vigil.db"));
                var rows = connection.createStatement().executeQuery("PRAGMA integrity_check")) {
            assertThat(rows.getString(1)).as(at).isEqualTo("ok");
        }
    }

    /** Samples, alarms and chart entries follow from the inputs and are there exactly as often. */
    private static void derived(Store store, String session, int inputs, String at) {
        List<History.Sample> samples = store.history().samples(session, Metric.SPO2, 0, Long.MAX_VALUE);
        assertThat(samples).as(at + ": samples").hasSize(inputs - 1);
        for (int i = 0; i < samples.size(); i++) {
            assertThat(samples.get(i).value()).isEqualTo((i + 2) % 100);
        }
        assertThat(store.history().events(session).stream()
                        .filter(entry -> entry.category().equals("alarm")))
                .as(at + ": alarms")
                .hasSize(inputs / 7);
        assertThat(store.outbox().rows(Integer.MAX_VALUE).stream()
                        .filter(row -> row.entry().session().equals(session)))
                .as(at + ": charts")
                .hasSize(inputs / 5);
    }
}
