package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.util.OptionalDouble;
import java.util.Set;

/** Values a device goes on repeating until it measures again. @param ageMin the field with their age in minutes, or empty */
record Memory(Set<Metric> of, String ageMin) {
    static final Memory NONE = new Memory(Set.of(), "");

    OptionalDouble age(Facts facts) {
        return facts.first(ageMin)
                .flatMap(text -> Numbers.of(text, false))
                .map(number -> OptionalDouble.of(number.doubleValue()))
                .orElse(OptionalDouble.empty());
    }
}
