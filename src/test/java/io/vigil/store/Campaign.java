package io.vigil.store;

import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** How much a build does of a campaign and how much a release does, and what came of it. */
final class Campaign {
    private Campaign() {}

    /** {@code -Dproperty=N} if given, all of it with {@code -Dvigil.dose=full}, otherwise a build's share. */
    static int dose(String property, int build, int full) {
        return Integer.getInteger(property, "full".equals(System.getProperty("vigil.dose")) ? full : build);
    }

    /** {@code -Dvigil.minutes=N} ends a campaign before its dose is done; the evidence counts what was. */
    static boolean timeIsUp(long beganNanos) {
        long most = Long.getLong("vigil.minutes", 24 * 60) * 60_000_000_000L;
        return Clock.system().nanos() - beganNanos > most;
    }

    /** {@code -Dvigil.seed=N} repeats a run. */
    static long seed() {
        return Long.getLong("vigil.seed", new Random().nextLong());
    }

    /** Prints it and keeps it as {@code target/evidence/ID.json}. */
    static void evidence(String id, Map<String, Object> figures) throws IOException {
        String json = figures.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":"
                        + (each.getValue() instanceof Number ? each.getValue() : "\"" + each.getValue() + "\""))
                .collect(Collectors.joining(",", "{", "}"));
        System.out.println(id + " " + json);
        Path folder = Files.createDirectories(Path.of("target", "evidence"));
        Files.writeString(folder.resolve(id + ".json"), json + "\n");
    }
}
