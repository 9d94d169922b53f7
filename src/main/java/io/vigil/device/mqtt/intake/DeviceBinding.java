package io.vigil.device.mqtt.intake;

import io.vigil.device.MessageDecoder;
import io.vigil.device.MessageSource;
import io.vigil.device.description.Freshness;
import io.vigil.vital.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whose messages come on a topic, and how they are read.
 *
 * @param device the configured device id
 * @param type the device type's id
 * @param offers metrics the device gives; a reading of any other is not believed but refused as a bad one. Empty: all
 * @param silenceMillis without a good message for so long the device is SILENT; 0 where it speaks only now and then
 * @param availabilityTopic where its last will says {@code offline}; empty without
 * @param source which physical device a message comes from
 * @param key what {@code source} gives for this device; empty: any, and then only one may speak
 * @param chair where the device is configured to stand; empty: it is bound by hand
 * @param freshness how long what it said counts, and how its clock is taken
 * @param beside other devices that speak under the same topic filter, each with a key of its own
 */
public record DeviceBinding(
        String device,
        String type,
        MessageDecoder decoder,
        Set<Metric> offers,
        long silenceMillis,
        String availabilityTopic,
        MessageSource source,
        String key,
        String chair,
        Freshness freshness,
        List<DeviceBinding> beside) {
    public DeviceBinding {
        offers = Set.copyOf(offers);
        beside = List.copyOf(beside);
    }

    public DeviceBinding(
            String device,
            String type,
            MessageDecoder decoder,
            Set<Metric> offers,
            long silenceMillis,
            String availabilityTopic) {
        this(
                device,
                type,
                decoder,
                offers,
                silenceMillis,
                availabilityTopic,
                MessageSource.NONE,
                "",
                "",
                Freshness.USUAL,
                List.of());
    }

    public DeviceBinding(String device, String type, MessageDecoder decoder, Set<Metric> offers, long silenceMillis) {
        this(device, type, decoder, offers, silenceMillis, "");
    }

    /** @param ownKey letters and digits only, lower case, as {@code from} gives it; empty: any */
    public DeviceBinding speakingAs(MessageSource from, String ownKey) {
        return with(from, ownKey, chair, freshness, beside);
    }

    public DeviceBinding at(String ownChair) {
        return with(source, key, ownChair, freshness, beside);
    }

    public DeviceBinding dated(Freshness rule) {
        return with(source, key, chair, rule, beside);
    }

    /** The same with one more device under its filter. */
    public DeviceBinding and(DeviceBinding other) {
        List<DeviceBinding> more = new ArrayList<>(beside);
        more.add(other);
        return with(source, key, chair, freshness, more);
    }

    /** Itself and those beside it. */
    List<DeviceBinding> all() {
        List<DeviceBinding> all = new ArrayList<>(beside);
        all.add(0, this);
        return all;
    }

    private DeviceBinding with(
            MessageSource from, String ownKey, String ownChair, Freshness rule, List<DeviceBinding> others) {
        return new DeviceBinding(
                device, type, decoder, offers, silenceMillis, availabilityTopic, from, ownKey, ownChair, rule, others);
    }
}
