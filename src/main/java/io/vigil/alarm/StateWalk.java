package io.vigil.alarm;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Visits the fields of a state in a fixed order. One description of a state serves both ways: on the way out each call
 * hands back what it was given, on the way in it hands back what was kept. So writing and reading cannot drift apart.
 *
 * <p>On the way in, every method throws {@link IllegalArgumentException} where what was kept is not of this shape. One
 * thread.
 */
public interface StateWalk {
    /** One element of a collection: as it stands on the way out, null on the way in. */
    @FunctionalInterface
    interface One<T> {
        T walk(@Nullable T present);
    }

    /** True on the way in. */
    boolean reads();

    long number(long value);

    /** Every double, NaN too, bit by bit. */
    double real(double value);

    /** Null is written as the empty string. */
    String text(@Nullable String value);

    default boolean flag(boolean value) {
        return number(value ? 1 : 0) != 0;
    }

    default int whole(int value) {
        return Math.toIntExact(number(value));
    }

    /** By name, so that a constant added in between changes none of the others. */
    default <E extends Enum<E>> E choice(@Nullable E value, Class<E> type) {
        return Enum.valueOf(type, text(value == null ? "" : value.name()));
    }

    default <E extends Enum<E>> @Nullable E perhaps(@Nullable E value, Class<E> type) {
        return flag(value != null) ? choice(value, type) : null;
    }

    default void numbers(int[] values) {
        same(values.length);
        for (int at = 0; at < values.length; at++) {
            values[at] = whole(values[at]);
        }
    }

    default void numbers(long[] values) {
        same(values.length);
        for (int at = 0; at < values.length; at++) {
            values[at] = number(values[at]);
        }
    }

    default void flags(boolean[] values) {
        same(values.length);
        for (int at = 0; at < values.length; at++) {
            values[at] = flag(values[at]);
        }
    }

    /** What follows belongs to a thing of this name, or nothing here can be believed. */
    default void belongsTo(String name) {
        String kept = text(name);
        if (!kept.equals(name)) {
            throw new IllegalArgumentException("the state is of " + kept + ", not of " + name);
        }
    }

    /** A size that the rules fix. */
    default void same(int size) {
        int kept = whole(size);
        if (kept != size) {
            throw new IllegalArgumentException("the state holds " + kept + " where there are " + size);
        }
    }

    /** Keeps the order in which the collection gives its elements. */
    default <T> void all(Collection<T> kept, One<T> one) {
        List<T> present = List.copyOf(kept);
        int size = whole(present.size());
        if (reads()) {
            kept.clear();
            for (int at = 0; at < size; at++) {
                kept.add(one.walk(null));
            }
        } else {
            present.forEach(one::walk);
        }
    }

    /** Keeps the order in which the map gives its entries; a map without one has to be sorted by its owner. */
    default <K, V> void all(Map<K, V> kept, One<K> key, One<V> value) {
        int size = whole(kept.size());
        if (reads()) {
            kept.clear();
            for (int at = 0; at < size; at++) {
                K name = key.walk(null);
                kept.put(name, value.walk(null));
            }
        } else {
            kept.forEach((name, present) -> {
                key.walk(name);
                value.walk(present);
            });
        }
    }
}
