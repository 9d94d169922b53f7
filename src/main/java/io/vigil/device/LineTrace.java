package io.vigil.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The evidence of one device's line, for the person who has to mend it: the bytes of the last minute, what was refused
 * and why, and how far the device's clock is off. Bounded whatever a device sends. Any thread.
 */
public final class LineTrace {
    /** How far back the bytes go. */
    public static final long KEPT_MILLIS = 60_000;

    /** Bytes kept at most; the oldest make room. */
    public static final int MOST_BYTES = 32 * 1024;

    /** Of one piece; what a long message holds beyond is left out, and its true length kept. */
    public static final int LONGEST_PIECE = 1024;

    private static final int MOST_PIECES = 2_000;
    private static final int MOST_REASONS = 32;
    private static final String OTHERS = "other";

    private final Deque<Piece> pieces = new ArrayDeque<>();
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<LineError, Long> amiss = new EnumMap<>(LineError.class);
    private int bytes;
    private long steps;
    private OptionalLong offsetMillis = OptionalLong.empty();
    private OptionalInt battery = OptionalInt.empty();

    /**
     * @param atMillis arrival, epoch ms
     * @param source the topic, empty on a serial line
     * @param bytes at most {@link #LONGEST_PIECE}; not to be changed
     * @param length how many came
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Piece(long atMillis, String source, byte[] bytes, int length) {}

    /**
     * @param refused how often each reason for refusing bytes or a message was given since the start
     * @param clockOffsetMillis host's time minus the device's, as its last dated reading shows; empty without a clock
     * @param clockSteps leaps of its clock since the start
     * @param line what the line itself did wrong since the start, by kind
     */
    public record View(
            List<Piece> pieces,
            Map<String, Long> refused,
            OptionalLong clockOffsetMillis,
            long clockSteps,
            Map<LineError, Long> line) {
        public View {
            pieces = List.copyOf(pieces);
            refused = Map.copyOf(refused);
            line = Map.copyOf(line);
        }
    }

    public synchronized void received(long atMillis, String source, byte[] from, int length) {
        byte[] kept = Arrays.copyOf(from, Math.min(length, LONGEST_PIECE));
        pieces.addLast(new Piece(atMillis, source, kept, length));
        bytes += kept.length;
        while (bytes > MOST_BYTES || pieces.size() > MOST_PIECES) {
            forgetFirst();
        }
        forgetBefore(atMillis - KEPT_MILLIS);
    }

    public synchronized void refused(String reason) {
        String known = refused.containsKey(reason) || refused.size() < MOST_REASONS ? reason : OTHERS;
        refused.merge(known, 1L, Long::sum);
    }

    /** @param offset host's time minus the device's, ms */
    public synchronized void clock(long offset, boolean stepped) {
        offsetMillis = OptionalLong.of(offset);
        if (stepped) {
            steps++;
        }
    }

    /** @param percent as the device says, 0 to 100 */
    public synchronized void battery(int percent) {
        battery = OptionalInt.of(percent);
    }

    /** What the device last said of its battery, in per cent; empty where it says nothing. */
    public synchronized OptionalInt battery() {
        return battery;
    }

    /** The line, not the device, did wrong. */
    public synchronized void amiss(LineError error) {
        amiss.merge(error, 1L, Long::sum);
    }

    /** @param nowMillis epoch ms: what is older than a minute is left out */
    public synchronized View view(long nowMillis) {
        forgetBefore(nowMillis - KEPT_MILLIS);
        return new View(new ArrayList<>(pieces), refused, offsetMillis, steps, amiss);
    }

    private void forgetBefore(long millis) {
        while (!pieces.isEmpty() && pieces.getFirst().atMillis() < millis) {
            forgetFirst();
        }
    }

    private void forgetFirst() {
        bytes -= pieces.removeFirst().bytes().length;
    }
}
