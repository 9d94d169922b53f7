/** Links to external brokers. Alone knows Paho. */
@NullMarked
package io.vigil.device.mqtt.broker;

import org.jspecify.annotations.NullMarked;
