/** Contec oximeters and their clones: protocol V7.0 and the older stream of five bytes. */
@NullMarked
package io.vigil.device.contec;

import org.jspecify.annotations.NullMarked;
