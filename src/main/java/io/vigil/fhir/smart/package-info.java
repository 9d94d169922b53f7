/** How the service proves to an EHR who it is: SMART Backend Services (client credentials with a signed assertion). */
@NullMarked
package io.vigil.fhir.smart;

import org.jspecify.annotations.NullMarked;
