package io.vigil.device.mqtt.broker;

import io.vigil.device.mqtt.message.Outbound;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What both Paho clients do alike. The two libraries share words but no type, so each tells here what its call is
 * called, and what it threw is known by its code.
 */
abstract sealed class PahoWire implements BrokerWire permits PahoV3Wire, PahoV5Wire {
    static final int CONNECT_SECONDS = 4;
    static final int MAX_IN_FLIGHT = 500;
    private static final int FAREWELL_MILLIS = 1_000;

    /** From here on a SUBACK's code is a refusal. */
    private static final int REFUSED = 0x80;

    /** Both libraries' code for too many messages under way. */
    private static final int TOO_MANY_UNDER_WAY = 32202;

    private final BrokerSettings settings;
    private final Listener listener;

    PahoWire(BrokerSettings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** A call of the library. */
    interface Call {
        void run() throws Exception;
    }

    abstract void ask(String[] filters, int[] qos) throws Exception;

    abstract void send(Outbound message) throws Exception;

    /** Sends and waits for the broker's answer. */
    abstract void sendAndWait(Outbound message, long millis) throws Exception;

    abstract void leave(long millis) throws Exception;

    /** Without a word to the broker. */
    abstract void cut() throws Exception;

    abstract void close() throws Exception;

    /** The library's own code in what it threw; 0 for what is not of it. */
    abstract int code(Exception thrown);

    @Override
    public final void subscribe(Set<String> filters) {
        String[] asked = filters.toArray(new String[0]);
        int[] qos = new int[asked.length];
        Arrays.fill(qos, 1);
        attempt(() -> ask(asked, qos));
    }

    final void answered(String[] asked, int[] granted) {
        Set<String> refused = new LinkedHashSet<>();
        for (int i = 0; i < Math.min(granted.length, asked.length); i++) {
            if (granted[i] >= REFUSED) {
                refused.add(asked[i]);
            }
        }
        listener.subscribed(refused);
    }

    @Override
    public final boolean publish(Outbound message) {
        try {
            send(message);
            return true;
        } catch (Exception refused) {
            if (code(refused) == TOO_MANY_UNDER_WAY) {
                return false;
            }
            throw new BrokerException(refused);
        }
    }

    @Override
    public final void disconnect() {
        try {
            if (!settings.statusTopic().isEmpty()) {
                sendAndWait(status(settings, "offline"), FAREWELL_MILLIS);
            }
            leave(FAREWELL_MILLIS);
        } catch (Exception gone) {
            listener.lost(reason(gone));
        }
    }

    /** It is thrown away because it does not work, so that what goes wrong here is no news. */
    @Override
    public final void destroy() {
        quietly(this::cut);
        quietly(this::close);
    }

    static void attempt(Call call) {
        try {
            call.run();
        } catch (Exception refused) {
            throw new BrokerException(refused);
        }
    }

    private static void quietly(Call call) {
        try {
            call.run();
        } catch (Exception gone) {
            // As said: no news.
        }
    }

    static Outbound status(BrokerSettings settings, String word) {
        return new Outbound(settings.statusTopic(), word.getBytes(StandardCharsets.UTF_8), true, 1);
    }

    static String reason(Throwable cause) {
        Throwable root = cause.getCause() == null ? cause : cause.getCause();
        String text = root.getMessage();
        return "Not connected to the broker: " + (text == null ? root.getClass().getSimpleName() : text);
    }
}
