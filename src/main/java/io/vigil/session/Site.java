package io.vigil.session;

/**
 * @param id short and stable; stands in MQTT topics and FHIR identifiers
 * @param simulated true for demo and test installations: every chart entry is marked so and no live EHR is fed
 * @param chartIntervalMillis how often continuous metrics are summarised for the chart
 */
public record Site(String id, boolean simulated, long chartIntervalMillis) {
    private static final long FIVE_MINUTES = 300_000;

    public Site(String id, boolean simulated) {
        this(id, simulated, FIVE_MINUTES);
    }
}
