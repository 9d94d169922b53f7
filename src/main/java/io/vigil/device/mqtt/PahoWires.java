package io.vigil.device.mqtt;

import java.nio.charset.StandardCharsets;

/** What both Paho clients have in common. */
final class PahoWires {
    /** Both libraries' code for too many messages under way. */
    static final int TOO_MANY_UNDER_WAY = 32202;

    static final int CONNECT_SECONDS = 4;
    static final int FAREWELL_MILLIS = 1_000;
    static final int MAX_IN_FLIGHT = 500;
    static final int REFUSED = 0x80;

    private PahoWires() {}

    static Outbound status(BrokerSettings settings, String word) {
        return new Outbound(settings.statusTopic(), word.getBytes(StandardCharsets.UTF_8), true, 1);
    }

    static String reason(Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        String text = root.getMessage();
        return "Not connected to the broker: " + (text == null ? root.getClass().getSimpleName() : text);
    }
}
