package io.vigil.session.port;

import io.vigil.session.Course;
import io.vigil.session.Patient;
import java.util.List;

/** Who was here, and how each session went. From the store; blocking: workers only. */
public interface Patients {
    /** @param sessions how many there were; @param lastMillis when the last one started, epoch ms */
    record Known(Patient patient, int sessions, long lastMillis) {}

    /**
     * Those whose id, name as shown, or identifier in the EHR contains the text, whatever its case; the last seen first.
     *
     * @param text empty for all
     */
    List<Known> find(String text, int atMost);

    /** The sessions of one patient, oldest first; empty when nobody of this id was here. */
    List<Course> sessions(String patient);
}
