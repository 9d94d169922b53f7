package io.vigil.device.mqtt.message;

/**
 * One message of Vigil's own.
 *
 * @param retained it is a state: a newer one of the topic takes its place. Otherwise it is an event and is never merged
 * @param qos 0 or 1
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Outbound(String topic, byte[] payload, boolean retained, int qos) {}
