package io.vigil.device.mqtt.endpoint;

import java.util.Optional;
import java.util.Set;

/** Who a client is. */
public interface Authenticator {
    /**
     * Called on a worker thread; may block.
     *
     * @return the device ids it may publish for (perhaps none: it only listens); empty when user or password are wrong
     */
    Optional<Set<String>> devicesOf(String user, String password);
}
