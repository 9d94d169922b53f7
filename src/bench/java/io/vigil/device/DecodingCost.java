package io.vigil.device;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * {@link DecoderBenchmark} for every type of the catalogue, as a table: what a frame costs, and what share of one core a
 * thousand devices take that all send at their true rate. Ends with 1 when a type takes more than the budget.
 */
public final class DecodingCost {
    private static final int DEVICES = 1_000;
    private static final double BUDGET_PERCENT = 10;
    private static final double NANOS = 1e9;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private DecodingCost() {}

    /** @param args types; none: all of them */
    public static void main(String... args) throws RunnerException {
        boolean named = args.length > 0 && Catalogue.builtIn().type(args[0]).isPresent();
        String[] types = named
                ? args
                : Catalogue.builtIn().all().stream().map(DeviceType::id).toArray(String[]::new);
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(DecoderBenchmark.class.getName())
                        .param("type", types)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.println("| type | frames/s | ns/frame | floor, ns | B/frame | % of a core for 1,000 |");
        System.out.println("|---|---|---|---|---|---|");
        double worst = results.stream()
                .filter(run -> of(run).equals("decode"))
                .sorted(Comparator.comparing(DecodingCost::type))
                .mapToDouble(run -> row(run, floor(results, type(run))))
                .max()
                .orElseThrow();
        System.exit(worst < BUDGET_PERCENT ? 0 : 1);
    }

    /** @return per cent of a core */
    private static double row(RunResult run, double floorNanos) {
        Result<?> nanos = run.getPrimaryResult();
        double rate = Rates.aSecond(type(run));
        double percent = 100 * DEVICES * rate * (nanos.getScore() + nanos.getScoreError()) / NANOS;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %,.0f ± %,.0f | %,.0f | %,.0f | %.2f |%n",
                type(run),
                rate,
                nanos.getScore(),
                nanos.getScoreError(),
                floorNanos,
                run.getSecondaryResults().get(ALLOCATED).getScore(),
                percent);
        return percent;
    }

    private static double floor(Collection<RunResult> all, String type) {
        return all.stream()
                .filter(run -> of(run).equals("floor") && type(run).equals(type))
                .mapToDouble(run -> run.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
    }

    private static String type(RunResult run) {
        return run.getParams().getParam("type");
    }

    private static String of(RunResult run) {
        String name = run.getParams().getBenchmark();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
