package io.vigil.alarm;

import io.vigil.vital.Quality;
import java.util.Set;

/** Which qualities a rule takes for true. */
record Accept(boolean good, boolean questionable) {
    /** One of each, for all rules of all sessions. */
    private static final Accept[] ALL = {
        new Accept(false, false), new Accept(true, false), new Accept(false, true), new Accept(true, true)
    };

    static Accept of(Set<Quality> qualities) {
        int good = qualities.contains(Quality.GOOD) ? 1 : 0;
        int questionable = qualities.contains(Quality.QUESTIONABLE) ? 2 : 0;
        return ALL[good + questionable];
    }

    boolean takes(Quality quality) {
        return quality == Quality.GOOD ? good : quality == Quality.QUESTIONABLE && questionable;
    }
}
