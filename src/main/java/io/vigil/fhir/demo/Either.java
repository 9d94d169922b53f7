package io.vigil.fhir.demo;

import io.vigil.fhir.demo.Change.Obstacle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value, or the obstacle to having one. */
record Either<T>(@Nullable T found, @Nullable Obstacle obstacle) {
    static <T> Either<T> of(T value) {
        return new Either<>(value, null);
    }

    static <T> Either<T> no(Obstacle obstacle) {
        return new Either<>(null, obstacle);
    }

    /** @throws NullPointerException when there is an obstacle */
    T value() {
        return Objects.requireNonNull(found);
    }
}
