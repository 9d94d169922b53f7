package io.vigil.device;

import java.util.function.Consumer;

/**
 * What a driver says to its device: greeting, polling, keep-alive, and what a person asks of a cuff. Pure: no clock, no
 * input or output; {@code nowMillis} is monotonic and of no epoch. One instance for a configured device, told of each
 * opening and loss of its line; the link's own thread. Never throws, whatever is heard.
 *
 * <p>The types keep a cuff safe: what is said on opening, on a tick or on an answer can only be
 * {@link Command.Harmless}; a {@link Command.Hazardous} comes out of {@link #request} alone, so out of a restart or a
 * reconnection never.
 */
public interface Talk {
    /** The link ticks at least so often. */
    long TICK_MILLIS = 100;

    /** The line is open, for the first time or again; the device may have been exchanged meanwhile. */
    default void opened(long nowMillis, Consumer<Command.Harmless> say) {}

    /** At least every {@link #TICK_MILLIS} while the line is open. */
    default void tick(long nowMillis, Consumer<Command.Harmless> say) {}

    /** Bytes as they came, before they are decoded, in any chunking. */
    default void heard(byte[] bytes, int from, int length, long nowMillis, Consumer<Command.Harmless> say) {}

    /** What the decoder made of them. */
    default void understood(Decoded decoded, long nowMillis, Consumer<Command.Harmless> say) {}

    /** True when {@link #request} can start something. */
    default boolean startable() {
        return false;
    }

    /**
     * Only while the line is open. An ABORT is said at once, whatever else is under way.
     *
     * @param answer to be called exactly once, now or on a later call of this talk
     */
    default void request(CuffRequest request, long nowMillis, Consumer<Command> say, Consumer<CuffAnswer> answer) {
        answer.accept(new CuffAnswer.Refused("This device cannot be started or stopped from here."));
    }

    /** The line is gone: what was under way is over and is not resumed; open answers are refused. */
    default void lost() {}

    /** The talk of a device that is only listened to. */
    static Talk none() {
        return new Talk() {};
    }
}
