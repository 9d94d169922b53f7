/** The chart as FHIR for systems that pull: searches over the outbox, read-only. */
@NullMarked
package io.vigil.fhir.read;

import org.jspecify.annotations.NullMarked;
