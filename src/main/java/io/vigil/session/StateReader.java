package io.vigil.session;

import io.vigil.alarm.StateWalk;
import org.jspecify.annotations.Nullable;

/** Reads what {@link StateWriter} wrote; any other bytes end in an exception, never in a large allocation. One thread. */
final class StateReader implements StateWalk {
    private final byte[] data;
    private int at;

    StateReader(byte[] data) {
        this.data = data;
    }

    /** @throws IllegalArgumentException when there is more than the state asked for */
    void end() {
        if (at != data.length) {
            throw new IllegalArgumentException((data.length - at) + " bytes are left over");
        }
    }

    @Override
    public boolean reads() {
        return true;
    }

    @Override
    public long number(long value) {
        long read = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= data.length) {
                throw new IllegalArgumentException("the state ends at " + at);
            }
            byte b = data[at++];
            read |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return (read >>> 1) ^ -(read & 1);
            }
        }
        throw new IllegalArgumentException("a number too long at " + at);
    }

    @Override
    public double real(double value) {
        long high = number(0);
        return Double.longBitsToDouble(high << 32 | (number(0) & 0xFFFF_FFFFL));
    }

    @Override
    public String text(@Nullable String value) {
        int length = whole(0);
        if (length < 0 || length > data.length - at) {
            throw new IllegalArgumentException("a text of " + length + " at " + at);
        }
        char[] chars = new char[length];
        for (int index = 0; index < length; index++) {
            chars[index] = (char) number(0);
        }
        return new String(chars);
    }

    /** Sizes are read as these: nothing here is smaller than a byte, so no more can follow than there are bytes. */
    @Override
    public int whole(int value) {
        long read = number(0);
        if (read < Integer.MIN_VALUE || read > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(read + " at " + at + " is no size");
        }
        return (int) read;
    }
}
