package io.vigil.config;

/** Where a reader reports what it does not understand; it goes on reading, so that one run shows every problem. */
@FunctionalInterface
public interface Problems {
    /**
     * @param pointer JSON Pointer (RFC 6901) of the offending key or value within the document, {@code /rules/3/limit}
     * @param message what is wrong and how to mend it, one line
     */
    void at(String pointer, String message);
}
