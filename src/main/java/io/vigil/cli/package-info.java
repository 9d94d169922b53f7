/** The commands a technician types. */
@NullMarked
package io.vigil.cli;

import org.jspecify.annotations.NullMarked;
