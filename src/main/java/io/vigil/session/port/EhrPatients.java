package io.vigil.session.port;

import io.vigil.session.Patient;
import java.util.List;

/** People as the EHR knows them. Blocking, bounded in time: workers only. */
@FunctionalInterface
public interface EhrPatients {
    /** Where there is no EHR that can be searched. */
    EhrPatients NONE = (text, atMost) -> new Answer(State.NONE, List.of());

    /** What came of the asking. */
    enum State {
        NONE,
        ANSWERED,
        /** It was asked and did not answer, or refused. */
        UNANSWERED
    }

    /** @param patients each with a reference; what the EHR does not say is empty */
    record Answer(State state, List<Patient> patients) {
        public Answer {
            patients = List.copyOf(patients);
        }
    }

    /**
     * Those to whom every word of the text belongs: a part of the name, an identifier (a word with a digit), a date of
     * birth {@code YYYY-MM-DD}, or {@code Patient/…} itself.
     */
    Answer search(String text, int atMost);
}
