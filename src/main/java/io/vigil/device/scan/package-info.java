/** Finding binary frames in a stream of bytes, whatever came before them. */
@NullMarked
package io.vigil.device.scan;

import org.jspecify.annotations.NullMarked;
