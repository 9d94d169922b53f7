/** MQTT to frames and Vigil's own topics to whoever may listen: an embedded endpoint and links to external brokers. */
@NullMarked
package io.vigil.device.mqtt;

import org.jspecify.annotations.NullMarked;
