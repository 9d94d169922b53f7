package io.vigil.fhir.hl7;

import java.io.IOException;

/** The one way to a receiver of HL7 v2: a message out, an answer back. Blocking: one worker. */
interface MllpDoor extends AutoCloseable {
    /** @throws IOException readable, when there was no whole answer; the message may have been taken all the same */
    String exchange(String message) throws IOException;

    @Override
    void close();
}
