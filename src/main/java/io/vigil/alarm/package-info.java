/** Alarm conditions after IEC 60601-1-8: rules in, one instant at a time, events out. No clock, no thread, no I/O. */
@NullMarked
package io.vigil.alarm;

import org.jspecify.annotations.NullMarked;
