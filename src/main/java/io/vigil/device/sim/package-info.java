/** Simulated devices that speak their true wire protocols, written from the specifications and not from the decoders. */
@NullMarked
package io.vigil.device.sim;

import org.jspecify.annotations.NullMarked;
