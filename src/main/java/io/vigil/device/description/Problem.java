package io.vigil.device.description;

/** What is wrong in a description, where, and how to mend it. */
public record Problem(Place place, String message) {
    /** {@code FILE:LINE:COL: message}. */
    @Override
    public String toString() {
        return place.file() + ":" + place.line() + ":" + place.column() + ": " + message;
    }
}
