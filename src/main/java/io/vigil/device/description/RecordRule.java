package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One kind of record of a device.
 *
 * @param text how it is known in a stream; empty for messages
 * @param summed its last two characters are a checksum
 * @param topic where such messages come; empty for any
 * @param bare the payload is the value itself, not JSON
 */
record RecordRule(
        Optional<Selector> text,
        boolean summed,
        Optional<TopicPattern> topic,
        boolean bare,
        Map<String, Pattern> when,
        Action action) {
    /** Empty when the text is another kind of record. */
    Optional<Verdict> line(String line) {
        Optional<Map<String, String>> parts = text.flatMap(selector -> selector.parts(line));
        if (parts.isPresent() && summed && !Selector.sumHolds(line)) {
            return Optional.of(new Verdict.Refused("checksum"));
        }
        return parts.flatMap(named -> on(new Facts.Named(named)));
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
        return Conditions.hold(when, facts) ? action.on(facts) : Optional.empty();
    }
}
