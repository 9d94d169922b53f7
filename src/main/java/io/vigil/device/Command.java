package io.vigil.device;

/** Bytes for a device, and why they are said: the reason goes to the log, and for a hazardous one to the audit. */
public sealed interface Command {
    byte[] bytes();

    /** In a few words: {@code keep-alive}, {@code start a measurement}. */
    String why();

    /** What may be said at any time: a question, a format, a keep-alive, and always the end of a measurement. */
    record Harmless(byte[] bytes, String why) implements Command {}

    /** What does something to a patient. Comes out of {@link Talk#request} and of nothing else. */
    record Hazardous(byte[] bytes, String why) implements Command {}
}
