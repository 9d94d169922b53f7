package io.vigil.store;

/**
 * Whether the store can make things durable now.
 *
 * @param reason why it cannot, with the mend; empty when it can
 * @param sinceMillis epoch ms since when it is so; 0 when it never was otherwise
 * @param warning what a person should know although it can: entries set aside, a damaged database; empty when nothing
 */
public record Health(boolean writable, String reason, long sinceMillis, String warning) {
    static final Health GOOD = new Health(true, "", 0, "");
}
