package io.vigil.fhir;

/**
 * How far a bundle that was not taken holds others back.
 *
 * @param askedMillis by the EHR, 0 when it did not say
 */
record Pause(Scope scope, long askedMillis) {
    enum Scope {
        NONE,
        SESSION,
        LANE,
        UNTIL_ASKED
    }

    static final Pause NONE = new Pause(Scope.NONE, 0);

    static Pause of(Scope scope) {
        return new Pause(scope, 0);
    }

    boolean wholeLane() {
        return scope == Scope.LANE || scope == Scope.UNTIL_ASKED;
    }

    /** Of two, the one that holds more. */
    Pause or(Pause other) {
        return other.scope.compareTo(scope) > 0 ? other : this;
    }
}
