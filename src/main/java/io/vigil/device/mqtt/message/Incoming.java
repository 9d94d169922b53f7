package io.vigil.device.mqtt.message;

/**
 * One PUBLISH as it came.
 *
 * @param packetId 0 at QoS 0
 * @param dup the sender says that it may have come before
 * @param retained it is the broker's memory, not something the device says now
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record Incoming(String topic, byte[] payload, int packetId, int qos, boolean dup, boolean retained) {
    /** Largest packet taken, in bytes. */
    public static final int MAX_BYTES = 64 * 1024;
}
