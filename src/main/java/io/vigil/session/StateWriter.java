package io.vigil.session;

import io.vigil.alarm.StateWalk;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a state as bytes: numbers in seven bits a byte, the small ones of either sign first. One thread. */
final class StateWriter implements StateWalk {
    private static final int FIRST = 4096;
    private static final int LONGEST_NUMBER = 10;

    private byte[] data = new byte[FIRST];
    private int size;

    byte[] bytes() {
        return Arrays.copyOf(data, size);
    }

    @Override
    public boolean reads() {
        return false;
    }

    @Override
    public long number(long value) {
        if (data.length - size < LONGEST_NUMBER) {
            data = Arrays.copyOf(data, data.length * 2);
        }
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            data[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
        return value;
    }

    @Override
    public double real(double value) {
        long bits = Double.doubleToRawLongBits(value);
        // The low half of a usual value is zeros: apart, it costs one byte.
        number((int) (bits >> 32));
        number((int) bits);
        return value;
    }

    @Override
    public String text(@Nullable String value) {
        String text = value == null ? "" : value;
        number(text.length());
        for (int at = 0; at < text.length(); at++) {
            number(text.charAt(at));
        }
        return text;
    }
}
