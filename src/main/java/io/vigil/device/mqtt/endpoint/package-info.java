/** The broker inside Vigil: who may connect, publish and listen. Alone knows vertx-mqtt. */
@NullMarked
package io.vigil.device.mqtt.endpoint;

import org.jspecify.annotations.NullMarked;
