package io.vigil.store;

import io.vigil.session.ChartEntry;
import io.vigil.vital.Quality;

/** What keeps a chart entry from going to the EHR by itself. */
final class Release {
    static final String NO_PATIENT = "no reference to the patient in the EHR";
    /** A person can lift this one; a missing patient nobody can make up. */
    static final String QUESTIONABLE = "questionable: needs a nurse's release";

    private Release() {}

    /** @return the reason, readable; empty when it may go at once */
    static String waitsFor(ChartEntry entry) {
        if (entry.patient().reference() == null) {
            return NO_PATIENT;
        }
        return entry.quality() == Quality.QUESTIONABLE ? QUESTIONABLE : "";
    }
}
