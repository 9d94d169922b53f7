package io.vigil.alarm;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A state on a tape of boxed values: written once, then read once. */
final class Tape implements StateWalk {
    private final Deque<Object> values = new ArrayDeque<>();
    private boolean reading;

    Tape rewound() {
        reading = true;
        return this;
    }

    boolean atEnd() {
        return values.isEmpty();
    }

    @Override
    public boolean reads() {
        return reading;
    }

    private <T> T next(T value, Class<T> type) {
        if (reading) {
            return type.cast(values.remove());
        }
        values.add(value);
        return value;
    }

    @Override
    public long number(long value) {
        return next(value, Long.class);
    }

    @Override
    public double real(double value) {
        return next(value, Double.class);
    }

    @Override
    public String text(@Nullable String value) {
        return next(value == null ? "" : value, String.class);
    }
}
