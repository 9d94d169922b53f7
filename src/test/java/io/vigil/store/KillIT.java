package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.time.Clock;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What was acknowledged survives {@code kill -9}, once: sixteen sessions with readings, alarms, acknowledgements, chart
 * entries, waveforms and snapshots, as fast as the disk takes them. {@code -Dvigil.kills=N} sets the number of rounds.
 */
class KillIT {
    private static final int ROUNDS = Campaign.dose("vigil.kills", 6, 500);
    /** A folder is used for so many, then a new one: the check reads all of it each time. */
    private static final int ROUNDS_A_FOLDER = 10;

    private static final List<String> SESSIONS =
            IntStream.rangeClosed(1, 16).mapToObj(i -> "s" + i).toList();

    @TempDir
    Path temp;

    private final Map<String, Long> acknowledged = new HashMap<>();
    private long acknowledgements;

    @Test
    void every_acknowledged_input_is_there_once_after_each_kill() throws Exception {
        long seed = Campaign.seed();
        var random = new Random(seed);
        long slowestMillis = 0;
        long began = Clock.system().nanos();
        int done = 0;
        for (int round = 1; round <= ROUNDS && !Campaign.timeIsUp(began); round++) {
            String at = "round " + round + ", seed " + seed;
            if (round % ROUNDS_A_FOLDER == 1) {
                acknowledged.clear();
            }
            Path folder = temp.resolve("data-" + (round - 1) / ROUNDS_A_FOLDER);
            long before = acknowledgements;
            slowestMillis = Math.max(slowestMillis, run(folder, random.nextInt(12_000) + 1));
            assertThat(acknowledgements).as(at + ": something was acknowledged").isGreaterThan(before);
            Survivors.check(folder, acknowledged, at);
            done = round;
        }
        Campaign.evidence(
                "C1-store",
                Map.of(
                        "rounds", done,
                        "acknowledged", acknowledgements,
                        "lost", 0,
                        "doubled", 0,
                        "slowest start ms", slowestMillis,
                        "seed", seed));
        assertThat(slowestMillis).as("taken up again").isLessThan(Campaign.dose("vigil.start-millis", 30_000, 10_000));
    }

    /**
     * Kills after so many acknowledgements: a random place in the work, however fast the machine is.
     *
     * @return ms from the opening of the folder until it takes inputs
     */
    private long run(Path folder, int acknowledgementsToKillAfter) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CrashChild.class.getName(),
                folder.toString(),
                "0"));
        command.addAll(SESSIONS);
        long readyMillis = 0;
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        int seen = 0;
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                if (words[0].equals("ready")) {
                    readyMillis = Long.parseLong(words[1]);
                } else if (words.length == 3 && words[0].equals("yes") && complete(words)) {
                    acknowledged.merge(words[1], Long.parseLong(words[2]), Math::max);
                    acknowledgements++;
                    if (++seen == acknowledgementsToKillAfter) {
                        child.toHandle().destroyForcibly();
                    }
                }
            }
        }
        assertThat(child.waitFor()).as("killed, not ended").isEqualTo(128 + 9);
        return readyMillis;
    }

    /** The last line may have been cut short by the kill: then its number is smaller and proves less, never more. */
    private static boolean complete(String[] words) {
        return words[2].chars().allMatch(Character::isDigit);
    }
}
