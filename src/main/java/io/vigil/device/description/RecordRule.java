package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kind of record of a device.
 *
 * @param text how it is known in a stream; empty for messages
 * @param layout how it is read as a frame of bytes; empty for texts and messages
 * @param checksum of the text or frame; empty without
 * @param topic where such messages come; empty for any
 * @param battery names of the field with the battery's charge in per cent; the first that is there counts
 * @param bare the payload is the value itself, not JSON
 */
record RecordRule(
        Optional<Selector> text,
        Optional<BinaryLayout> layout,
        Optional<Checksum> checksum,
        Optional<TopicPattern> topic,
        boolean bare,
        Map<String, Pattern> when,
        List<String> battery,
        Action action) {
    /** Empty when the text is another kind of record. */
    Optional<Verdict> line(String line) {
        Optional<Map<String, String>> parts = text.flatMap(selector -> selector.parts(line));
        if (parts.isPresent() && checksum.isPresent()) {
            byte[] octets = line.getBytes(StandardCharsets.ISO_8859_1);
            if (!checksum.get().holds(octets, octets.length)) {
                return Optional.of(new Verdict.Refused("checksum"));
            }
        }
        return parts.flatMap(named -> on(new Facts.Named(named)));
    }

    /** @param content of the frame, where it is a text */
    Optional<Verdict> frame(byte[] frame, String content) {
        if (layout.isEmpty()) {
            return line(content);
        }
        Optional<Facts> facts = layout.get().parts(frame);
        if (facts.isEmpty() || !Conditions.hold(when, facts.get())) {
            return Optional.empty();
        }
        return checksum.isPresent() && !checksum.get().holds(frame, frame.length)
                ? Optional.of(new Verdict.Refused("checksum"))
                : told(facts.get());
    }

    /** @param json missing where the payload is no JSON object */
    Optional<Verdict> message(String at, String payload, JsonNode json) {
        if (!bare && json.isMissingNode()) {
            return Optional.empty();
        }
        return topic.map(pattern -> pattern.captures(at))
                .orElse(Optional.of(Map.of()))
                .map(captures -> bare ? Facts.with(captures, "payload", payload.trim()) : captures)
                .flatMap(captures -> on(new Facts.Message(captures, json)));
    }

    private Optional<Verdict> on(Facts facts) {
        return Conditions.hold(when, facts) ? told(facts) : Optional.empty();
    }

    private Optional<Verdict> told(Facts facts) {
        Optional<BigDecimal> charge = battery.stream()
                .flatMap(name -> facts.first(name).stream())
                .findFirst()
                .flatMap(text -> Numbers.of(text.replace("%", "").trim(), false));
        Optional<Verdict> verdict = action.on(facts);
        return charge.isPresent()
                ? verdict.map(of -> new Verdict.Charged(of, charge.get().doubleValue()))
                : verdict;
    }
}
