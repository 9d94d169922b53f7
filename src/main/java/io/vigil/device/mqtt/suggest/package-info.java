/** What nobody is configured for, and the description that would fit it. */
@NullMarked
package io.vigil.device.mqtt.suggest;

import org.jspecify.annotations.NullMarked;
