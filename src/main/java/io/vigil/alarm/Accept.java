package io.vigil.alarm;

import io.vigil.vital.Quality;
import java.util.Set;

/** Which qualities a rule takes for true. */
record Accept(boolean good, boolean questionable) {
    static Accept of(Set<Quality> qualities) {
        return new Accept(qualities.contains(Quality.GOOD), qualities.contains(Quality.QUESTIONABLE));
    }

    boolean takes(Quality quality) {
        return quality == Quality.GOOD ? good : quality == Quality.QUESTIONABLE && questionable;
    }
}
