package io.vigil.device;

/** How a type of device is reached. */
public sealed interface LinkSettings permits SerialSettings, MqttSettings {}
