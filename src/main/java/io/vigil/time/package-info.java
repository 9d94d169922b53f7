/** Clocks as values. Nothing outside this package asks the machine for the time. */
@NullMarked
package io.vigil.time;

import org.jspecify.annotations.NullMarked;
