package io.vigil.device;

import java.util.function.Consumer;

/**
 * The one door by which a cuff is started or stopped. Whoever asks has already decided that it may be (safe interval,
 * who and why, the journal): behind this door is only the line, which starts nothing by itself. Any thread; never blocks.
 */
public interface CuffPort {
    /** True for a known device whose type can be started by a command. */
    boolean startable(String device);

    /**
     * @param answer called exactly once, on this thread or the line's, within seconds; must not block. A refused START
     *     has started nothing, or what it may have started was told to stop.
     */
    void ask(String device, CuffRequest request, Consumer<CuffAnswer> answer);
}
