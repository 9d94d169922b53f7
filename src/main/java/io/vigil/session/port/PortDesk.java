package io.vigil.session.port;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The serial ports of this machine, and the question who answers on one of them. Any thread. */
public interface PortDesk {
    /**
     * @param name what a USB adapter calls itself; empty where it says nothing
     * @param vendor four hex digits; empty for a port that is no USB adapter
     * @param product four hex digits; empty for a port that is no USB adapter
     * @param serial of a USB adapter; empty where it has none
     * @param heldBy the configured device that has this port, and whose port is never touched; empty for a free one
     */
    record Port(String path, String name, String vendor, String product, String serial, String heldBy) {}

    /** What a probe is doing, or came to. */
    enum State {
        LISTENING,
        /** Listened at every setting; who answered stands in {@link Probe#heard}. */
        DONE,
        STOPPED,
        /** The port is there and another program has it. */
        BUSY,
        /** The service's user may not use the port. */
        FORBIDDEN,
        /** The port is gone. */
        MISSING,
        FAILED;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A type that read what came.
     *
     * @param line such as {@code 9600 8N1}
     * @param good frames read; @param bad frames and runs of noise refused
     * @param millis how long was listened at these settings
     * @param says its last readings in words
     * @param entry the lines of {@code vigil.yaml} for such a device on this port
     */
    record Heard(
            String type,
            String vendor,
            String model,
            String line,
            int good,
            int bad,
            long millis,
            String says,
            String entry) {}

    /**
     * @param step of {@code steps}, each of {@code stepMillis}; 0 before the first
     * @param line the settings at which it listens now
     * @param bytes heard in all, known when it is over
     * @param heard the most convincing first
     */
    record Probe(
            String path,
            String by,
            State state,
            int step,
            int steps,
            long stepMillis,
            String line,
            long bytes,
            List<Heard> heard) {
        public Probe {
            heard = List.copyOf(heard);
        }
    }

    /** What became of the wish to probe. */
    sealed interface Begun {
        record Listening(Probe probe) implements Begun {}

        /** No port of this machine; nothing was opened. */
        record Unknown() implements Begun {}

        /** A configured device has it; nothing was opened. */
        record Held(String device) implements Begun {}

        /** Another port is being probed. */
        record Occupied(String path, String by) implements Begun {}
    }

    /** Reads the system's lists: workers only. */
    List<Port> ports();

    /**
     * Begins to listen, on a thread of its own, for at most half a minute or so; asks what can be asked without harm and
     * starts no cuff. Reads the system's lists: workers only.
     *
     * @param path one of {@link #ports}
     * @param by who wants it
     */
    Begun probe(String path, String by);

    /** The one under way, or the last; empty before the first. */
    Optional<Probe> latest();

    /** Ends the one under way soon. @return false when none is */
    boolean stop();
}
