package io.vigil.config;

import java.util.List;

/** What became of reading a file: a value to work with, or all that is wrong with it. */
public sealed interface Outcome<T> {
    record Read<T>(T value) implements Outcome<T> {}

    /** @param problems at least one, in the order of the file */
    record Refused<T>(List<Problem> problems) implements Outcome<T> {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
