package io.vigil.device.scan;

import io.vigil.device.Decoded;
import io.vigil.device.Decoder;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Frames of one format out of a stream. A frame that turns out broken is searched for a good one inside it before it is
 * given up, so that a false beginning never costs a true frame. Memory is two of the longest frames.
 */
public final class FrameScanner implements Decoder {
    /** A long run of noise is told in pieces, so that it shows live. */
    private static final int LONGEST_RUN = 64;

    private final FrameFormat format;
    private final byte[] buffer;
    private int from;
    private int to;
    private long position;
    private long good;
    private int run;
    private String runReason = "";
    private int broken;
    private int brokenLeft;
    private String brokenReason = "";

    public FrameScanner(FrameFormat format) {
        this.format = format;
        this.buffer = new byte[2 * format.longest()];
    }

    @Override
    public void feed(byte[] bytes, int first, int length, Consumer<Decoded> out) {
        int next = first;
        int end = first + length;
        while (next < end) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            int count = Math.min(buffer.length - to, end - next);
            System.arraycopy(bytes, next, buffer, to, count);
            to += count;
            next += count;
            scan(false, out);
        }
    }

    @Override
    public void end(Consumer<Decoded> out) {
        scan(true, out);
        flushRun(out);
    }

    private void scan(boolean last, Consumer<Decoded> out) {
        while (from < to) {
            Look look = format.look(buffer, from, to - from, last);
            switch (look.kind()) {
                case MORE -> {
                    if (!last && to - from < format.longest()) {
                        return;
                    }
                    bad(to - from, last ? "truncated" : "too long", out);
                }
                case NOISE -> noise(look, out);
                case BAD -> bad(look.bytes(), look.reason(), out);
                case WHOLE -> whole(look.bytes(), out);
            }
        }
    }

    private void noise(Look look, Consumer<Decoded> out) {
        if (brokenLeft > 0) {
            searchOn(out);
            return;
        }
        if (!look.reason().equals(runReason)) {
            flushRun(out);
            runReason = look.reason();
        }
        advance(look.bytes());
        run += look.bytes();
        if (run >= LONGEST_RUN) {
            flushRun(out);
        }
    }

    private void bad(int bytes, String reason, Consumer<Decoded> out) {
        if (brokenLeft == 0) {
            flushRun(out);
            broken = 0;
            brokenLeft = bytes;
            brokenReason = reason;
        }
        searchOn(out);
    }

    private void searchOn(Consumer<Decoded> out) {
        advance(1);
        broken++;
        if (--brokenLeft == 0) {
            out.accept(new Decoded.Rejected(position - broken, broken, brokenReason));
        }
    }

    private void whole(int bytes, Consumer<Decoded> out) {
        flushRun(out);
        if (brokenLeft > 0) {
            out.accept(new Decoded.Rejected(position - broken, broken, brokenReason));
            brokenLeft = 0;
        }
        if (format.read(Arrays.copyOfRange(buffer, from, from + bytes), good + 1, position, out)) {
            good++;
        }
        advance(bytes);
    }

    private void flushRun(Consumer<Decoded> out) {
        if (run > 0) {
            out.accept(new Decoded.Rejected(position - run, run, runReason));
            run = 0;
        }
    }

    private void advance(int bytes) {
        from += bytes;
        position += bytes;
    }
}
