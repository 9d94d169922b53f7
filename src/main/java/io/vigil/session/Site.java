package io.vigil.session;

import java.util.Set;

/**
 * @param id short and stable; stands in MQTT topics and FHIR identifiers
 * @param simulated true for demo and test installations: every chart entry is marked so and no live EHR is fed
 * @param chartIntervalMillis how often continuous metrics are summarised for the chart
 * @param cuffIntervalMillis no two starts of a patient's cuff are nearer than this, {@link #SHORTEST_CUFF_MILLIS} to
 *     {@link #LONGEST_CUFF_MILLIS}
 * @param alsoCharted of {@link ChartEntry.Kind#ON_REQUEST}, what goes into the chart beside measured values
 */
public record Site(
        String id,
        boolean simulated,
        long chartIntervalMillis,
        long cuffIntervalMillis,
        Set<ChartEntry.Kind> alsoCharted) {
    /** IEC 80601-2-30 wants at least 30 s without pressure between automatic readings; a reading takes about as long. */
    public static final long SHORTEST_CUFF_MILLIS = 60_000;

    public static final long LONGEST_CUFF_MILLIS = 600_000;
    private static final long FIVE_MINUTES = 300_000;

    public Site {
        // Sessions journaled before cuffs could be started lack it.
        cuffIntervalMillis = cuffIntervalMillis == 0 ? SHORTEST_CUFF_MILLIS : cuffIntervalMillis;
        alsoCharted = alsoCharted == null ? Set.of() : Set.copyOf(alsoCharted);
    }

    public Site(String id, boolean simulated, long chartIntervalMillis, long cuffIntervalMillis) {
        this(id, simulated, chartIntervalMillis, cuffIntervalMillis, Set.of());
    }

    public Site charting(Set<ChartEntry.Kind> also) {
        return new Site(id, simulated, chartIntervalMillis, cuffIntervalMillis, also);
    }

    public Site(String id, boolean simulated, long chartIntervalMillis) {
        this(id, simulated, chartIntervalMillis, SHORTEST_CUFF_MILLIS);
    }

    public Site(String id, boolean simulated) {
        this(id, simulated, FIVE_MINUTES);
    }
}
