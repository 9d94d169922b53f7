/** Chart entries to FHIR R4 Observations, and their delivery. Alone knows HAPI. */
@NullMarked
package io.vigil.fhir;

import org.jspecify.annotations.NullMarked;
