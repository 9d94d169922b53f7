/** The vocabulary every other room speaks: metrics, readings, frames, quality. Records only, no behaviour beyond their own values. */
@NullMarked
package io.vigil.vital;

import org.jspecify.annotations.NullMarked;
