/** MQTT to frames and Vigil's own topics to whoever may listen: an embedded endpoint and links to external brokers. Alone knows Paho and vertx-mqtt. */
@NullMarked
package io.vigil.device.mqtt;

import org.jspecify.annotations.NullMarked;
