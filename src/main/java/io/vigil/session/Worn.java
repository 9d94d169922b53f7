package io.vigil.session;

/**
 * A device was worn in a session.
 *
 * @param fromMillis epoch ms on the session's clock
 * @param toMillis exclusive; {@link Long#MAX_VALUE} while it lasts
 */
public record Worn(String device, long fromMillis, long toMillis) {
    static final long STILL = Long.MAX_VALUE;
}
