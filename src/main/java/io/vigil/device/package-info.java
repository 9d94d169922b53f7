/** Device bytes to frames of readings: catalogue, framing, decoders. {@code device.serial} and {@code device.mqtt} are the links, {@code device.sim} the simulators. */
@NullMarked
package io.vigil.device;

import org.jspecify.annotations.NullMarked;
