package io.vigil.device;

import io.vigil.device.description.Freshness;
import io.vigil.device.description.Language;
import io.vigil.device.description.Match;
import io.vigil.device.description.TalkRule;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of a kind of device, from its {@code devices/<id>/device.yaml}.
 *
 * @param kind in a nurse's words: {@code pulse oximeter}
 * @param confidence high, medium or low: how sure the facts are
 * @param sources where the facts come from
 * @param metrics what it can offer; a given device may offer fewer
 * @param silenceMillis after so long without a good frame the link is SILENT; 0 for devices that speak only when they
 *     have something to say, whose silence tells nothing
 * @param match by what such a device is known before it is configured
 * @param talk what its description says to it; code may say more
 */
public record DeviceType(
        String id,
        String vendor,
        String model,
        String kind,
        String notes,
        String confidence,
        List<String> sources,
        FhirDevice fhir,
        LinkSettings link,
        List<Metric> metrics,
        long silenceMillis,
        Match match,
        Freshness freshness,
        TalkRule talk,
        Optional<Language> language) {
    public DeviceType {
        sources = List.copyOf(sources);
        metrics = List.copyOf(metrics);
    }

    /** What a chart says of the device: R4 Device.type, manufacturer and deviceName. {@code code} is of ISO 11073-10101. */
    public record FhirDevice(String code, String display, String manufacturer, String deviceName) {}

    /** The same type on a line that is set otherwise, as a device's own menu allows. */
    public DeviceType with(LinkSettings line) {
        return new DeviceType(
                id,
                vendor,
                model,
                kind,
                notes,
                confidence,
                sources,
                fhir,
                line,
                metrics,
                silenceMillis,
                match,
                freshness,
                talk,
                language);
    }

    /** True when it sends a stream of bytes, false when it sends messages. */
    public boolean stream() {
        return link instanceof SerialSettings;
    }

    /**
     * A fresh decoder for one live connection: without the values a device only repeats from its memory.
     *
     * @throws IllegalStateException for a type that sends messages
     */
    public Decoder newDecoder() {
        return language.isPresent() ? new NewsOnly(fullDecoder()) : fullDecoder();
    }

    /**
     * A fresh decoder that keeps everything, what is not news being flagged {@code repeated} or {@code old}.
     *
     * @throws IllegalStateException for a type that sends messages
     */
    public Decoder fullDecoder() {
        return language.filter(described -> stream())
                .map(DescribedStream::of)
                .or(() -> Decoders.stream(id).map(code -> code.get()))
                .orElseThrow(() -> new IllegalStateException(id + " sends messages, not a stream"));
    }

    /** What is said to one such device; {@link Talk#none} where it is only listened to. */
    public Talk newTalk() {
        return talk.silent() ? Decoders.talk(id).map(Supplier::get).orElseGet(Talk::none) : new DescribedTalk(talk);
    }

    /** How the files are read in which such devices keep their own record; empty where none are known. */
    public Optional<DeviceFamily.StoredFile> storedFile() {
        return Decoders.file(id);
    }

    /** @throws IllegalStateException for a type that sends a stream */
    public MessageDecoder messageDecoder() {
        return language.filter(described -> !stream())
                .<MessageDecoder>map(DescribedMessages::new)
                .or(() -> Decoders.messages(id))
                .orElseThrow(() -> new IllegalStateException(id + " sends a stream, not messages"));
    }

    /** Where the last will of a device is told that publishes on {@code topic}; empty where nothing is known of it. */
    public String availabilityTopic(String topic) {
        return link instanceof MqttSettings mqtt
                ? freshness
                        .availability()
                        .map(told -> mqtt.beside(told.topic(), topic))
                        .orElse("")
                : "";
    }

    /**
     * For the messages of one live device; a fresh one for each.
     *
     * @throws IllegalStateException for a type that sends a stream
     */
    public MessageDecoder newMessageDecoder() {
        return messageDecoder().forOneDevice();
    }

    /** False where there is neither a description of its output nor code. */
    boolean readable() {
        return language.isPresent()
                || (stream()
                        ? Decoders.stream(id).isPresent()
                        : Decoders.messages(id).isPresent());
    }
}
