/** Health, metrics, watchdog. */
@NullMarked
package io.vigil.ops;

import org.jspecify.annotations.NullMarked;
