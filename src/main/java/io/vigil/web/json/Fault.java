package io.vigil.web.json;

/**
 * What is wrong with one field of a request.
 *
 * @param path dotted, {@code patient.birthDate}; empty for the body as a whole
 * @param detail what was expected, for a person; never repeats a value that was sent
 */
public record Fault(String path, String detail) {
    /** The field as RFC 9457's example has it: a JSON pointer in a URI fragment. */
    public String pointer() {
        return path.isEmpty() ? "#" : "#/" + path.replace('.', '/');
    }

    @Override
    public String toString() {
        return path.isEmpty() ? detail : path + ": " + detail;
    }
}
