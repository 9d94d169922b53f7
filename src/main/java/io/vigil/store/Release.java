package io.vigil.store;

import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.session.port.ChartOutbox.State;
import io.vigil.vital.Quality;

/**
 * Whether a chart entry goes to the EHR by itself.
 *
 * @param state in which it enters the outbox
 * @param reason why it does not go, readable; empty when it does
 */
record Release(State state, String reason) {
    static final String NO_PATIENT = "no reference to the patient in the EHR";
    /** A person can lift this one; a missing patient nobody can make up. */
    static final String QUESTIONABLE = "questionable: needs a nurse's release";

    /** Where the site wants every value seen by a nurse before it is final. */
    static final String UNSEEN = "held until a nurse releases it";

    /** Nobody lifts this one: beside no alarm, a value in doubt is no part of the record. */
    static final String DOUBTFUL = "questionable: charted only as the moment of an alarm";

    /** @param manual whether the site wants every value released by a nurse */
    static Release of(ChartEntry entry, boolean manual) {
        boolean said = entry.signed() != null || entry.correction() != null;
        boolean doubtful = entry.quality() == Quality.QUESTIONABLE;
        if (doubtful && !said && entry.kind() != Kind.ALARM) {
            return new Release(State.WITHDRAWN, DOUBTFUL);
        } else if (entry.patient().reference() == null) {
            return new Release(State.WAITING, NO_PATIENT);
        } else if (said) {
            return new Release(State.PENDING, "");
        } else if (manual) {
            return new Release(State.WAITING, UNSEEN);
        }
        return doubtful ? new Release(State.WAITING, QUESTIONABLE) : new Release(State.PENDING, "");
    }
}
