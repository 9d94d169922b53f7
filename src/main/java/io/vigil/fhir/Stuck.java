package io.vigil.fhir;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells a row that an EHR stumbles over from an EHR that is down. Only failures of a row sent by itself count; a crash
 * (500) counts only if the EHR has taken another row since the last one counted. Worker-confined.
 */
final class Stuck {
    /** So often does a row fail by itself before a person has to look. */
    static final int MOST_FAILURES = 10;

    private static final int MOST_ROWS = 1_000;

    private final Map<Long, Integer> failures = new HashMap<>();
    private boolean othersTaken;

    void taken(long row) {
        failures.remove(row);
        othersTaken = true;
    }

    void forget(long row) {
        failures.remove(row);
    }

    /** @return true when the row is now to be given up */
    boolean failed(long row, int status) {
        if (status == 500 && !othersTaken) {
            return false;
        }
        othersTaken = false;
        if (failures.size() >= MOST_ROWS) {
            failures.clear();
        }
        return failures.merge(row, 1, Integer::sum) >= MOST_FAILURES;
    }
}
