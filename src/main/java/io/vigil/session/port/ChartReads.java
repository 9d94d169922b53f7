package io.vigil.session.port;

/** The chart as FHIR R4, for systems that pull. Blocking: workers only. */
@FunctionalInterface
public interface ChartReads {
    /** @param json a FHIR resource; of a refusal an OperationOutcome */
    record Answer(int status, String json) {}

    /**
     * @param path below the base, {@code Observation/12}
     * @param query percent-encoded, without the question mark; empty for none
     */
    Answer read(String path, String query);
}
