package io.vigil.device.description;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section {@code talk}. */
final class TalkReader {
    private static final int LONGEST_COMMAND = 256;
    private static final int LONGEST_WAIT_MILLIS = 60_000;
    private static final int MOST_SECONDS = 3600;

    private TalkReader() {}

    static TalkRule read(Section root, Description.Link link) {
        Optional<Section> talk = root.section("talk");
        if (talk.isEmpty()) {
            return TalkRule.NONE;
        }
        Section section = talk.get();
        if (!(link instanceof Description.Serial)) {
            section.problem(section.place(), "'talk' is for devices on a serial line; remove it");
        }
        List<TalkRule.Repeated> repeated = new ArrayList<>();
        section.sections("poll").forEach(poll -> repeated.add(repeated(poll)));
        section.section("keep_alive").ifPresent(alive -> repeated.add(repeated(alive)));
        Map<String, TalkRule.Say> after = new LinkedHashMap<>();
        section.section("after")
                .ifPresent(kinds -> kinds.entries()
                        .forEach(entry -> kinds.section(entry.key())
                                .ifPresent(command -> after.put(entry.key(), say(command, false)))));
        TalkRule rule = new TalkRule(
                section.sections("on_connect").stream()
                        .map(command -> say(command, false))
                        .toList(),
                repeated,
                after,
                section.section("start").map(command -> say(command, true)),
                section.section("abort").map(command -> say(command, false)));
        if (rule.start().isPresent() && rule.abort().isEmpty()) {
            section.problem(section.place("start"), "what can be started must be stoppable; give 'abort'");
        }
        section.done();
        return rule;
    }

    private static TalkRule.Repeated repeated(Section section) {
        if (!section.has("every_s")) {
            section.problem(section.place(), "'every_s' is missing; say how often, in seconds");
        }
        long every = section.number("every_s")
                .map(seconds -> Math.round(seconds.doubleValue() * 1000))
                .orElse(1000L);
        if (every < 100 || every > MOST_SECONDS * 1000L) {
            section.problem(section.place("every_s"), "'every_s' must be from 0.1 to " + MOST_SECONDS);
        }
        return new TalkRule.Repeated(say(section, false), every);
    }

    /** @param start whether this is the one place where a hazardous command may stand */
    private static TalkRule.Say say(Section section, boolean start) {
        boolean hazardous = section.flag("hazardous", false);
        if (hazardous && !start) {
            section.problem(
                    section.place("hazardous"),
                    "a hazardous command stands under 'start' alone: nothing else may do something to a patient");
        }
        if (start && !hazardous) {
            section.problem(section.place(), "'start' does something to a patient; write 'hazardous: true'");
        }
        byte[] bytes = bytes(section, "hex", "text");
        if (bytes.length == 0 || bytes.length > LONGEST_COMMAND) {
            section.problem(section.place(), "a command needs one of 'hex' and 'text', of 1 to 256 bytes");
        }
        ChecksumReader.read(section).ifPresent(checksum -> {
            try {
                checksum.fill(bytes);
            } catch (IllegalArgumentException noRoom) {
                section.problem(section.place("checksum"), "the command has no room for it; leave bytes for the sum");
            }
        });
        TalkRule.Say say = new TalkRule.Say(
                octets(bytes),
                section.required("why", "say in a few words what it does"),
                hazardous,
                octets(bytes(section, "expect_hex", "expect")),
                octets(bytes(section, "refused_hex", "refused")),
                section.whole("within_ms", 1000, 10, LONGEST_WAIT_MILLIS),
                section.whole("tries", 1, 1, 10));
        section.done();
        return say;
    }

    private static byte[] bytes(Section section, String hex, String text) {
        if (section.has(hex) && section.has(text)) {
            section.problem(section.place(hex), "'" + hex + "' and '" + text + "' say the same; keep one");
        }
        List<Integer> octets = section.octets(hex);
        if (octets.isEmpty()) {
            return section.text(text, "").getBytes(StandardCharsets.ISO_8859_1);
        }
        return new TalkRule.Octets(octets).bytes();
    }

    private static TalkRule.Octets octets(byte[] bytes) {
        List<Integer> all = new ArrayList<>();
        for (byte octet : bytes) {
            all.add(octet & 0xFF);
        }
        return new TalkRule.Octets(all);
    }
}
