package io.vigil.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vigil.device.description.Language;
import io.vigil.device.description.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages read as their description says. */
final class DescribedMessages implements MessageDecoder {
    private final Language language;

    DescribedMessages(Language language) {
        this.language = language;
    }

    @Override
    public List<Decoded> decode(String topic, byte[] payload) {
        if (payload.length > language.longest()) {
            return List.of(new Decoded.Rejected(0, payload.length, "too long"));
        }
        JsonNode json = Json.object(payload).orElse(MissingNode.getInstance());
        return decoded(topic, language.message(topic, new String(payload, StandardCharsets.UTF_8), json), payload);
    }

    private static List<Decoded> decoded(String topic, Verdict verdict, byte[] payload) {
        if (verdict instanceof Verdict.Charged charged) {
            List<Decoded> all = new ArrayList<>(decoded(topic, charged.verdict(), payload));
            Decoded.Battery.of(0, charged.battery()).ifPresent(all::add);
            return all;
        }
        if (verdict instanceof Verdict.Values values) {
            return List.of(Described.sample(1, 0, values, new DeviceMemory().readings(values)));
        }
        if (verdict instanceof Verdict.HandedOver handed) {
            return handedOver(topic, handed, payload.length);
        }
        return List.of(
                verdict instanceof Verdict.Ignored ignored
                        ? new Decoded.Ignored(0, payload.length, ignored.kind())
                        : new Decoded.Rejected(0, payload.length, Described.reason(verdict)));
    }

    private static List<Decoded> handedOver(String topic, Verdict.HandedOver handed, int length) {
        Optional<MessageDecoder> decoder = Decoders.messages(handed.type());
        return decoder.map(found -> found.decode(topic, handed.payload().getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> List.of(new Decoded.Rejected(0, length, "nothing here reads " + handed.type())));
    }
}
