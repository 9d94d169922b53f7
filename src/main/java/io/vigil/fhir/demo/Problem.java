package io.vigil.fhir.demo;

/**
 * A fault of a resource.
 *
 * @param where FHIRPath of the element, empty for the whole
 * @param what is wrong with it
 */
record Problem(String where, String what) {
    Problem under(String path) {
        return new Problem(where.isEmpty() ? path : path + "." + where, what);
    }
}
