package io.vigil.web.live;

/**
 * Bounds of the live stream.
 *
 * @param cycleMillis changed values are gathered this long; 250 = at most four frames a second
 * @param tickCycles after so many cycles a tick goes out whatever else did; 3 keeps it under a second
 * @param stalledMillis a screen whose line took nothing for so long is closed
 * @param alarmBacklog alarm frames kept for a screen whose line is full; one more closes it
 * @param queueBytes of one screen's line, beyond which it counts as full
 * @param reportMillis a screen that has not reported for so long is not counted
 * @param screens most at a time
 */
public record LiveLimits(
        long cycleMillis,
        int tickCycles,
        long stalledMillis,
        int alarmBacklog,
        int queueBytes,
        long reportMillis,
        int screens) {
    public static final LiveLimits DEFAULT = new LiveLimits(250, 3, 10_000, 256, 128 * 1024, 15_000, 256);
}
