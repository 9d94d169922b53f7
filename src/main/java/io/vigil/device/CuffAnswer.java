package io.vigil.device;

/** What became of a {@link CuffRequest}. */
public sealed interface CuffAnswer {
    /** The device took the command. Its measurement comes, or fails, as any reading does. */
    record Accepted() implements CuffAnswer {}

    /** @param reason in a nurse's words, with the mend */
    record Refused(String reason) implements CuffAnswer {}
}
