package io.vigil.device;

/**
 * @param topic where such devices usually publish, with {@code +name} for a level that varies; a configured device
 *     names its own
 * @param qos at which to subscribe: 0, 1 or 2
 */
public record MqttSettings(String topic, int qos) implements LinkSettings {}
