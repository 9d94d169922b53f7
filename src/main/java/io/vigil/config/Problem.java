package io.vigil.config;

/** What is wrong, where, and how to mend it; never holds a secret. */
public record Problem(Place place, String message) {
    @Override
    public String toString() {
        return place.file() + ":" + place.line() + ":" + place.column() + ": " + message;
    }
}
