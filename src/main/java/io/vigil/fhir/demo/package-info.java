/** A small FHIR receiver for demonstrations and tests: real HTTP, real refusals, no real patients. */
@NullMarked
package io.vigil.fhir.demo;

import org.jspecify.annotations.NullMarked;
