package io.vigil.fhir;

import java.util.List;

/** What an exchange means for the rows of its bundle. */
public sealed interface Verdict {
    /**
     * The EHR has them all.
     *
     * @param locations one for each row, in their order
     */
    record Taken(List<String> locations) implements Verdict {
        public Taken {
            locations = List.copyOf(locations);
        }
    }

    /**
     * Something in the bundle will never be taken as it is.
     *
     * @param reason for a person to read
     */
    record Refused(String reason) implements Verdict {}

    /** The EHR takes none of that kind, and never will: it stays here. @param reason for a person to read */
    record Left(String reason) implements Verdict {}

    /**
     * Not now; nothing is known to be wrong with the rows.
     *
     * @param status HTTP status, 0 when there was no answer, {@link #ONE_MESSAGE} of an HL7 v2 error
     * @param waitMillis what the EHR asked for, 0 when it did not say
     */
    record Busy(int status, String reason, long waitMillis) implements Verdict {
        public static final int ONE_MESSAGE = -1;

        /** Whether one row may be the cause while others would be taken: a conflict, or a crash over it. */
        boolean perhapsOneRow() {
            return status == ONE_MESSAGE || status == 409 || status == 412 || status == 500;
        }
    }

    /** The access token is not accepted. */
    record Unauthorized(String reason) implements Verdict {
        static final String NONE_CONFIGURED =
                "the EHR asks for credentials (401) and none are configured: set ehr.auth";
        static final String REFUSED = "401: the access token is refused, a renewed one too";
    }

    /** We may not write there at all: a person has to look. */
    record Forbidden(String reason) implements Verdict {}
}
