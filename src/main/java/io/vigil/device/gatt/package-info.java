/** Characteristics of the Bluetooth SIG, as gateways forward them. */
@NullMarked
package io.vigil.device.gatt;

import org.jspecify.annotations.NullMarked;
