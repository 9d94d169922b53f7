package io.vigil.device.scan;

/**
 * What stands at a place in a stream.
 *
 * @param bytes how many it takes; 0 for MORE
 * @param reason why it is given up; empty for MORE and WHOLE
 */
public record Look(Kind kind, int bytes, String reason) {
    public enum Kind {
        /** Cannot be told before more bytes have come. */
        MORE,
        /** No frame begins here; neighbours of the same reason are told as one. */
        NOISE,
        /** A frame begins here and is broken; a good one may begin inside it. */
        BAD,
        WHOLE
    }

    public static final Look MORE = new Look(Kind.MORE, 0, "");
    public static final Look NOISE = new Look(Kind.NOISE, 1, "noise");

    public static Look skip(int bytes, String reason) {
        return new Look(Kind.NOISE, bytes, reason);
    }

    public static Look bad(int bytes, String reason) {
        return new Look(Kind.BAD, bytes, reason);
    }

    public static Look whole(int bytes) {
        return new Look(Kind.WHOLE, bytes, "");
    }
}
