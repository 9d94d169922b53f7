package io.vigil.device.mqtt.broker;

import io.vigil.device.DevicePort;
import io.vigil.device.LinkReport;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A device that publishes, as a simulator needs it: MQTT 5, QoS 1, waits for nothing, connects again by itself, sends
 * again what was not acknowledged; bounded (the oldest makes room). Any thread.
 */
public final class MqttPublisher implements AutoCloseable {
    private final PahoLink link;

    /** @param url {@code tcp://host:port}; @param clientId unique at the broker */
    public MqttPublisher(String url, String clientId, Clock clock) {
        this(BrokerSettings.of(clientId, url, clientId, "none"), clock);
    }

    /** @param settings with credentials; its status topic is not used */
    public MqttPublisher(BrokerSettings settings, Clock clock) {
        BrokerSettings silent = settings.withoutStatus();
        this.link = PahoLink.v5(silent, Map.of(), new NoDevices(), clock);
    }

    public void start() {
        link.start();
    }

    public void publish(String topic, byte[] payload) {
        link.offer(new Outbound(topic, payload.clone(), false, 1));
    }

    public MqttLink.Status status() {
        return link.status();
    }

    /** Messages the broker has not acknowledged yet. */
    public int waiting() {
        return link.waiting();
    }

    @Override
    public void close() {
        link.close();
    }

    /** A publisher subscribes to nothing. */
    private static final class NoDevices implements DevicePort {
        @Override
        public void frame(Frame frame, Consumer<Boolean> durable) {
            durable.accept(true);
        }

        @Override
        public void link(LinkReport report) {}
    }
}
