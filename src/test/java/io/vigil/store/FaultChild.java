package io.vigil.store;

import io.vigil.session.Effects;
import io.vigil.session.Input;
import io.vigil.session.Session;
import io.vigil.session.port.Journal;
import io.vigil.store.file.StoreUnavailable;
import io.vigil.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Fills the data folder that each line on its standard input names, so many inputs at a time as it begins with, in threads
 * that are new each time: whoever makes the n-th call of a thread fail counts from the beginning of a round. Prints what was acknowledged, then {@code healed} once the
 * store says it is well and has taken one more input, then {@code round}.
 */
final class FaultChild {
    static final int INPUTS = Integer.getInteger("vigil.round-inputs", 60);
    private static final StoreOptions OPTIONS = StoreOptions.DEFAULT
            .withSeal(8, 12)
            .withRetry(5, 50)
            .withTrim(3_600_000)
            .withCommit(2);

    private FaultChild() {}

    public static void main(String[] args) throws Exception {
        var folders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        for (String line = folders.readLine(); line != null; line = folders.readLine()) {
            String[] asked = line.split(" ", 2);
            int together = Integer.parseInt(asked[0]);
            Path folder = Path.of(asked[1]);
            var round = new Thread(() -> round(folder, together), "round");
            round.start();
            round.join();
            System.out.println("round");
        }
    }

    private static void round(Path folder, int together) {
        try (Store store = opened(folder)) {
            var waiting = new ArrayList<Said>();
            Session live = new Session(CrashChild.input("s1", 1));
            for (long seq = 1; seq <= INPUTS; seq++) {
                Input input = CrashChild.input("s1", seq);
                if (seq > 1) {
                    live.apply(input, new Effects());
                }
                waiting.add(said(store, input));
                if (seq % together == 0 || seq == INPUTS) {
                    answers(store, waiting);
                }
                if (seq % 20 == 0) {
                    store.journal().snapshot(live.snapshot());
                    trim(store);
                }
            }
            heal(store);
        } catch (Exception e) {
            System.out.println("broken " + e);
        }
    }

    /** A fault at the start is an answer too: it is said, and the next start succeeds. */
    private static Store opened(Path folder) throws IOException {
        try {
            return Store.open(folder, OPTIONS, Clock.system());
        } catch (IOException e) {
            System.out.println("refused " + e.getMessage());
            return Store.open(folder, OPTIONS, Clock.system());
        }
    }

    private static void trim(Store store) {
        try {
            store.trim();
        } catch (StoreUnavailable e) {
            System.out.println("untrimmed " + e.getMessage());
        }
    }

    private record Said(Input input, CompletableFuture<Boolean> answer) {}

    private static Said said(Store store, Input input) {
        return new Said(input, Given.append(store, input));
    }

    private static void answers(Store store, List<Said> waiting) throws Exception {
        for (Said said : waiting) {
            Input input = said.input;
            boolean durable = said.answer.get(20, TimeUnit.SECONDS);
            System.out.println((durable ? "yes " : "no ") + input.session() + " " + input.seq());
            // It may be well again by now; that it was not is what it must have said.
            if (!durable && store.health().writable() && store.health().sinceMillis() == 0) {
                System.out.println("silent " + input.seq());
            }
        }
        waiting.clear();
    }

    /** Where the fault meets this very input, it is refused and kept, as any other. */
    private static void heal(Store store) throws Exception {
        long until = Clock.system().nanos() + 20_000_000_000L;
        writable(store, until);
        var answer = new CompletableFuture<Boolean>();
        store.journal()
                .append(new Journal.Entry(CrashChild.input("s1", INPUTS + 1), List.of(), List.of()), answer::complete);
        if (!answer.get(20, TimeUnit.SECONDS)) {
            writable(store, until);
        }
        System.out.println(store.health().writable() ? "healed" : "ill");
    }

    private static void writable(Store store, long until) throws InterruptedException {
        while (!store.health().writable() && Clock.system().nanos() < until) {
            Thread.sleep(5);
        }
    }
}
