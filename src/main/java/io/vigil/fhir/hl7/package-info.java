/** The same chart for EHRs that take HL7 v2 instead of FHIR: IHE PCD-01 messages over MLLP. */
@NullMarked
package io.vigil.fhir.hl7;

import org.jspecify.annotations.NullMarked;
