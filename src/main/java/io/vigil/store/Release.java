package io.vigil.store;

import io.vigil.session.ChartEntry;
import io.vigil.vital.Quality;

/** What keeps a chart entry from going to the EHR by itself. */
final class Release {
    static final String NO_PATIENT = "no reference to the patient in the EHR";
    /** A person can lift this one; a missing patient nobody can make up. */
    static final String QUESTIONABLE = "questionable: needs a nurse's release";

    /** Where the site wants every value seen by a nurse before it is final. */
    static final String UNSEEN = "held until a nurse releases it";

    private Release() {}

    /**
     * @param manual whether the site wants every value released by a nurse
     * @return the reason, readable; empty when it may go at once
     */
    static String waitsFor(ChartEntry entry, boolean manual) {
        if (entry.patient().reference() == null) {
            return NO_PATIENT;
        }
        if (entry.signed() != null || entry.correction() != null) {
            return "";
        }
        if (manual) {
            return UNSEEN;
        }
        return entry.quality() == Quality.QUESTIONABLE ? QUESTIONABLE : "";
    }
}
