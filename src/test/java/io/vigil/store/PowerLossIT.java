package io.vigil.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes: what was not forced to the disk is there or not, as it happens. One run of the store is written down
 * call by call, and from it the disk is made as it may have been at many moments; each is opened.
 */
class PowerLossIT {
    private static final int IMAGES = Campaign.dose("vigil.images", 40, 2_000);
    private static final String CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,unlink";

    @TempDir
    Path temp;

    @Test
    void nothing_acknowledged_is_lost_when_the_power_goes() throws Exception {
        assumeTrue(Strace.works(temp), "skipped: strace is not here or may not trace");
        Path trace = temp.resolve("trace");
        Process child = Strace.of(
                List.of(
                        "-f",
                        "--seccomp-bpf",
                        "-y",
                        "-xx",
                        "-s",
                        "1000000",
                        "-o",
                        trace.toString(),
                        "-e",
                        "trace=" + CALLS),
                "-Dvigil.inflight=15",
                CrashChild.class,
                List.of(temp.resolve("data").toString(), "1500", "s1", "s2", "s3"));
        assertThat(child.inputReader().lines()).contains("closed");
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        List<DiskTrace.Op> ops = DiskTrace.read(trace);
        long syncs = ops.stream().filter(op -> op.kind() == DiskTrace.Kind.SYNC).count();
        assertThat(syncs).as("forced writes seen").isPositive();

        long seed = Campaign.seed();
        var random = new Random(seed);
        long began = Clock.system().nanos();
        int done = 0;
        long acknowledged = 0;
        for (int image = 1; image <= IMAGES && !Campaign.timeIsUp(began); image++) {
            int at = random.nextInt(ops.size() + 1);
            var cut = new PowerCut(ops, at, new Random(random.nextLong()));
            Path folder = temp.resolve("image-" + image);
            cut.write(folder);
            Survivors.check(folder, cut.acknowledged(), "image " + image + " cut at " + at + ", seed " + seed);
            acknowledged += cut.acknowledged().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            remove(folder);
            done = image;
        }
        Campaign.evidence(
                "C2",
                Map.of(
                        "images",
                        done,
                        "operations",
                        ops.size(),
                        "forced",
                        syncs,
                        "acknowledged",
                        acknowledged,
                        "lost",
                        0,
                        "seed",
                        seed));
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
