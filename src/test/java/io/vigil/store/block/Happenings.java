package io.vigil.store.block;

import io.vigil.session.ChartEntry;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Arbitrary values of every record that is journaled, made from the records' own components: a field added tomorrow is
 * varied tomorrow.
 */
final class Happenings {
    private Happenings() {}

    static Arbitrary<Input> inputs() {
        return Combinators.combine(strings(), Arbitraries.longs().between(1, Long.MAX_VALUE), millis(), happenings())
                .as(Input::new);
    }

    static Arbitrary<Happening> happenings() {
        return anyOf(Happening.class);
    }

    static Arbitrary<ChartEntry> charts() {
        return records(ChartEntry.class);
    }

    static Arbitrary<Frame> frames() {
        return Combinators.combine(
                        strings(),
                        millis(),
                        millis(),
                        strings(),
                        readings().list().ofMaxSize(5))
                .as((device, measured, arrived, stamp, readings) ->
                        new Frame(device, measured, arrived, 0, stamp, readings));
    }

    static Arbitrary<Reading> readings() {
        return records(Reading.class);
    }

    /** Numbers as devices give them, and every other double: NaN, infinities, both zeros. */
    static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 330).map(Integer::doubleValue),
                Arbitraries.integers().between(0, 3300).map(tenths -> tenths / 10.0),
                Arbitraries.integers().between(-33_000, 33_000).map(hundredths -> hundredths / 100.0),
                Arbitraries.doubles(),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, 1e300));
    }

    static Arbitrary<Long> millis() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(1_777_000_000_000L, 1_777_010_000_000L),
                Arbitraries.longs().between(0, 4_102_444_800_000L));
    }

    /** Any char at all, lone surrogates too. */
    static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                Arbitraries.strings().alpha().numeric().ofMaxLength(12),
                Arbitraries.chars().range('\0', '\uFFFF').list().ofMaxSize(12).map(Happenings::join));
    }

    private static String join(List<Character> chars) {
        var text = new StringBuilder();
        chars.forEach(text::append);
        return text.toString();
    }

    @SuppressWarnings("unchecked")
    private static <T> Arbitrary<T> anyOf(Class<T> sealed) {
        List<Arbitrary<T>> each = java.util.Arrays.stream(sealed.getPermittedSubclasses())
                .map(type -> (Arbitrary<T>) records((Class<Record>) type))
                .toList();
        return Arbitraries.oneOf(each);
    }

    private static <T extends Record> Arbitrary<T> records(Class<T> type) {
        List<Arbitrary<Object>> parts = java.util.Arrays.stream(type.getRecordComponents())
                .map(Happenings::component)
                .toList();
        return Combinators.combine(parts).as(values -> make(type, values));
    }

    private static Arbitrary<Object> component(RecordComponent component) {
        Arbitrary<Object> of = of(component.getGenericType());
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class);
        return nullable ? of.injectNull(0.3) : of;
    }

    @SuppressWarnings("unchecked")
    private static Arbitrary<Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return of(of[0]).list().ofMaxSize(3).map(list -> list);
            } else if (generic.getRawType() == Set.class) {
                return of(of[0]).set().ofMaxSize(3).map(set -> set);
            } else if (generic.getRawType() == Map.class) {
                return Arbitraries.maps(of(of[0]), of(of[1])).ofMaxSize(3).map(map -> map);
            }
        }
        Class<?> raw = (Class<?>) type;
        if (raw == String.class) {
            return strings().asGeneric();
        } else if (raw == double.class || raw == Double.class) {
            return doubles().asGeneric();
        } else if (raw == long.class || raw == Long.class) {
            return Arbitraries.oneOf(millis(), Arbitraries.longs()).asGeneric();
        } else if (raw == int.class || raw == Integer.class) {
            return Arbitraries.integers().asGeneric();
        } else if (raw == boolean.class || raw == Boolean.class) {
            return Arbitraries.of(true, false).asGeneric();
        } else if (raw.isEnum()) {
            return Arbitraries.of((Object[]) raw.getEnumConstants());
        } else if (raw.isSealed()) {
            return anyOf((Class<Object>) raw);
        } else if (raw.isRecord()) {
            return records((Class<Record>) raw).map(made -> made);
        }
        throw new IllegalStateException("no arbitrary for " + type);
    }

    private static <T extends Record> T make(Class<T> type, List<Object> values) {
        try {
            Class<?>[] types = java.util.Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type, e);
        }
    }
}
