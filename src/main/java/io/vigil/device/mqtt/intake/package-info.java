/** A message to the readings of its device: whose it is, when it was measured, whether it came before. */
@NullMarked
package io.vigil.device.mqtt.intake;

import org.jspecify.annotations.NullMarked;
