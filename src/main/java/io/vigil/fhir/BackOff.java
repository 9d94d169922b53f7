package io.vigil.fhir;

import java.util.random.RandomGenerator;

/** Full jitter: a random wait under a ceiling that doubles with each failure, so that many sites do not call at once. */
record BackOff(long firstMillis, long longestMillis, RandomGenerator random) {
    static final long FIRST_MILLIS = 1_000;
    static final long LONGEST_MILLIS = 300_000;
    private static final int MOST_DOUBLINGS = 20;

    /**
     * @param failures in a row, from 1
     * @param askedMillis the wait the EHR asked for, 0 for none: never less than that, spread by up to one first step
     */
    long millis(int failures, long askedMillis) {
        if (askedMillis > 0) {
            return askedMillis + random.nextLong(firstMillis + 1);
        }
        long ceiling = Math.min(longestMillis, firstMillis << Math.min(failures - 1, MOST_DOUBLINGS));
        return 1 + random.nextLong(ceiling);
    }
}
