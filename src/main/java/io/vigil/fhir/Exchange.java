package io.vigil.fhir;

/** What came of one request to an EHR. */
sealed interface Exchange {
    /**
     * An HTTP answer, whatever it says.
     *
     * @param contentType empty when absent, as the other header values
     */
    record Answered(
            int status, String contentType, String retryAfter, String date, String body, String location, String etag)
            implements Exchange {
        Answered(int status, String contentType, String retryAfter, String date, String body) {
            this(status, contentType, retryAfter, date, body, "", "");
        }
    }

    /** No whole answer; the EHR may or may not have taken what was sent. */
    record Unanswered(String reason) implements Exchange {}
}
