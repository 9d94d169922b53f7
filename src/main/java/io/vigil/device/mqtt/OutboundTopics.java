package io.vigil.device.mqtt;

import io.vigil.device.mqtt.broker.MqttLink;
import io.vigil.device.mqtt.endpoint.MqttEndpoint;
import io.vigil.device.mqtt.message.Outbound;
import io.vigil.device.mqtt.message.OutboundSink;
import java.util.ArrayList;
import java.util.List;

/** Vigil's alarms, states and status to every endpoint and broker. Any thread; never blocks. */
public final class OutboundTopics {
    private final List<OutboundSink> sinks;

    /** @param endpoint the embedded endpoint, or none; @param links to external brokers, any number */
    public OutboundTopics(List<MqttEndpoint> endpoint, List<? extends MqttLink> links) {
        List<OutboundSink> all = new ArrayList<>(endpoint);
        all.addAll(links);
        this.sinks = List.copyOf(all);
    }

    /**
     * @param retained true for a state (the newest of a topic counts), false for an event (each counts)
     * @param qos 0 or 1
     */
    public void publish(String topic, byte[] payload, boolean retained, int qos) {
        if (qos < 0 || qos > 1) {
            throw new IllegalArgumentException("qos " + qos);
        }
        Outbound message = new Outbound(topic, payload.clone(), retained, qos);
        for (OutboundSink sink : sinks) {
            sink.offer(message);
        }
    }

    /** Messages some sink had no room for, since the start. */
    public long dropped() {
        return sinks.stream().mapToLong(OutboundSink::dropped).sum();
    }
}
