/** Scenario files: what happened to a patient second by second, for replay and conformance. */
@NullMarked
package io.vigil.config.scenario;

import org.jspecify.annotations.NullMarked;
