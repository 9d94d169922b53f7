/** Serial lines; alone knows jSerialComm. */
@NullMarked
package io.vigil.device.serial;

import org.jspecify.annotations.NullMarked;
