package io.vigil.session.port;

import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The devices as a person wants to see them. Any thread. */
public interface DeviceBoard {
    enum State {
        CONNECTING,
        LIVE,
        SILENT,
        FAULTY,
        GONE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param link {@code serial /dev/…} or {@code mqtt topic}
     * @param reason why it is not LIVE, in a nurse's words; empty when it is
     * @param lastFrameMillis epoch ms, 0 when never
     * @param says what the last frame said of itself
     * @param offers wire names of the metrics its type or it has ever given, sorted; a cuff's own pulse is none
     */
    record DeviceView(
            String id,
            String type,
            String link,
            String chair,
            String session,
            State state,
            String reason,
            long lastFrameMillis,
            long goodFrames,
            long badFrames,
            Says says,
            List<String> offers) {
        public DeviceView {
            offers = List.copyOf(offers);
        }

        /** A device of which nothing was heard. */
        public DeviceView(
                String id,
                String type,
                String link,
                String chair,
                String session,
                State state,
                String reason,
                long lastFrameMillis,
                long goodFrames,
                long badFrames) {
            this(
                    id,
                    type,
                    link,
                    chair,
                    session,
                    state,
                    reason,
                    lastFrameMillis,
                    goodFrames,
                    badFrames,
                    Says.NOTHING,
                    List.of());
        }

        public DeviceView with(Says other) {
            return new DeviceView(
                    id,
                    type,
                    link,
                    chair,
                    session,
                    state,
                    reason,
                    lastFrameMillis,
                    goodFrames,
                    badFrames,
                    other,
                    offers);
        }
    }

    /**
     * @param signal the worst quality of the last frame's readings; empty before the first and while it is not live
     * @param flags the device's own words for what is amiss, and the link's
     * @param lowBattery it said that its battery is low
     * @param battery per cent; empty for a device that does not say
     * @param readings of the last frame, in the metrics' units; none while it is not live
     */
    record Says(
            Optional<Quality> signal,
            List<String> flags,
            boolean lowBattery,
            OptionalInt battery,
            List<Reading> readings) {
        public static final Says NOTHING = new Says(Optional.empty(), List.of(), false, OptionalInt.empty(), List.of());

        public Says with(OptionalInt charge) {
            return new Says(signal, flags, lowBattery, charge, readings);
        }

        /** Of a device that is not live now: how good its values were is no longer so, its battery still is. */
        public Says past() {
            return new Says(Optional.empty(), List.of(), lowBattery, battery, List.of());
        }

        public Says {
            flags = List.copyOf(flags);
            readings = List.copyOf(readings);
        }
    }

    /**
     * What the line itself shows, for the person who has to mend it.
     *
     * @param refused how often each reason for refusing bytes or a message was given since the start
     * @param clockOffsetMillis host's time minus the device's; empty for a device without a clock
     * @param clockSteps leaps of its clock since the start
     * @param line breaks, wrong framing and parity, and overruns of a serial line since the start, by kind
     * @param pieces what came in the last minute, oldest first, at most 32 KiB of it
     */
    record Evidence(
            Map<String, Long> refused,
            OptionalLong clockOffsetMillis,
            long clockSteps,
            Map<String, Long> line,
            List<Piece> pieces) {
        public static final Evidence NONE = new Evidence(Map.of(), OptionalLong.empty(), 0, Map.of(), List.of());

        public Evidence {
            refused = Map.copyOf(refused);
            line = Map.copyOf(line);
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * @param atMillis arrival, epoch ms
     * @param source the topic; empty on a serial line
     * @param hex the bytes, or the first 1024 of them
     * @param text the same, what is not printable ASCII as a point
     * @param length how many bytes came
     */
    record Piece(long atMillis, String source, String hex, String text, int length) {}

    /**
     * A topic no device is configured for.
     *
     * @param client who published last, or the broker it came from
     * @param sample the first bytes of the last payload, made printable
     * @param suggestion what to write into the configuration, or a description to begin with; empty where nothing fits
     * @param why what the suggestion rests on, in words
     */
    record Stranger(
            String topic,
            String client,
            String sample,
            long messages,
            long lastMillis,
            String suggestion,
            String why) {}

    List<DeviceView> devices();

    /** @return {@link Evidence#NONE} for a device whose line has not spoken */
    default Evidence evidence(String device) {
        return Evidence.NONE;
    }

    /** At most a few hundred, the last one last. May take some milliseconds: each sample is tried on every type. */
    default List<Stranger> strangers() {
        return List.of();
    }
}
