/** Nonin's data formats 2, 7 and 13. Source: Nonin 9560 Bluetooth specification 6470-000-01. */
@NullMarked
package io.vigil.device.nonin;

import org.jspecify.annotations.NullMarked;
