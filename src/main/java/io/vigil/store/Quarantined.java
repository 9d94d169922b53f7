package io.vigil.store;

import java.util.List;

/**
 * A journal block that cannot be believed, and exactly what went with it.
 *
 * @param records how many it said it held
 * @param afterMillis the instant through which the block before reached; 0 when there was none
 * @param throughMillis the instant through which this one said it reached
 * @param lost inputs of open sessions that are missing where this block was
 */
public record Quarantined(
        long block, int records, long afterMillis, long throughMillis, List<Lost> lost, String reason) {
    /** @param toSeq inclusive; {@code Long.MAX_VALUE} when nothing after it is left to tell the end by */
    public record Lost(String session, long fromSeq, long toSeq) {}

    public Quarantined {
        lost = List.copyOf(lost);
    }
}
