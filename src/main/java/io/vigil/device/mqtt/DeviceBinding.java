package io.vigil.device.mqtt;

import io.vigil.device.MessageDecoder;
import io.vigil.vital.Metric;
import java.util.Set;

/**
 * Whose messages come on a topic, and how they are read.
 *
 * @param device the configured device id
 * @param type the device type's id
 * @param offers metrics the device gives; a reading of any other is not believed but refused as a bad one. Empty: all
 * @param silenceMillis without a good message for so long the device is SILENT; 0 where it speaks only now and then
 * @param availabilityTopic where its last will says {@code offline}; empty without
 */
public record DeviceBinding(
        String device,
        String type,
        MessageDecoder decoder,
        Set<Metric> offers,
        long silenceMillis,
        String availabilityTopic) {
    public DeviceBinding {
        offers = Set.copyOf(offers);
    }

    public DeviceBinding(String device, String type, MessageDecoder decoder, Set<Metric> offers, long silenceMillis) {
        this(device, type, decoder, offers, silenceMillis, "");
    }
}
