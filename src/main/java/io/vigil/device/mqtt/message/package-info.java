/** What a PUBLISH is, topics and filters, and what waits to go out. Knows no library. */
@NullMarked
package io.vigil.device.mqtt.message;

import org.jspecify.annotations.NullMarked;
