/** The doors between a session and everything outside it. Implemented by store, fhir, web and ward; never the other way round. */
@NullMarked
package io.vigil.session.port;

import org.jspecify.annotations.NullMarked;
