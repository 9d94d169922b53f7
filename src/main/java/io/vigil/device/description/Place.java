package io.vigil.device.description;

/** Where something stands in a description. @param line from 1; @param column from 1 */
public record Place(String file, int line, int column) {
    public static Place top(String file) {
        return new Place(file, 1, 1);
    }

    public Problem problem(String message) {
        return new Problem(this, message);
    }
}
