package io.vigil.device.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a description says of a device's texts or messages. The first record that fits counts. Never throws, whatever
 * the text. Immutable; any thread.
 */
public final class Language {
    private final Framing framing;
    private final int longest;
    private final List<RecordRule> records;

    Language(Framing framing, int longest, List<RecordRule> records) {
        this.framing = framing;
        this.longest = longest;
        this.records = List.copyOf(records);
    }

    /** How a stream is parted. */
    public Framing framing() {
        return framing;
    }

    /** Characters of the longest text, or bytes of the longest message, that is looked at. */
    public int longest() {
        return longest;
    }

    /** One text of a stream, without its end. */
    public Verdict text(String text) {
        return first(rule -> rule.line(text)).orElse(new Verdict.Refused("garbled"));
    }

    /** One frame of a stream, whole. */
    public Verdict frame(byte[] frame) {
        String content = framing instanceof Framing.Frames frames ? frames.text(frame) : "";
        return first(rule -> rule.frame(frame, content)).orElse(new Verdict.Refused("garbled"));
    }

    /**
     * @param topic empty where the message came without
     * @param json missing where the payload is no JSON object
     */
    public Verdict message(String topic, String payload, JsonNode json) {
        return first(rule -> rule.message(topic, payload, json))
                .orElseGet(() -> new Verdict.Refused(json.isMissingNode() ? "garbled" : "no reading"));
    }

    private Optional<Verdict> first(Function<RecordRule, Optional<Verdict>> question) {
        for (RecordRule rule : records) {
            Optional<Verdict> verdict = question.apply(rule);
            if (verdict.isPresent()) {
                return verdict;
            }
        }
        return Optional.empty();
    }
}
