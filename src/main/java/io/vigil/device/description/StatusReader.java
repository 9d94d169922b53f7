package io.vigil.device.description;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One entry of {@code status}: {@code words: {MO: questionable motion}} or {@code bits: {'not 0x800': questionable not-set}}. */
final class StatusReader {
    static final Pattern BIT = Pattern.compile("(not )?0x([0-9A-Fa-f]{1,15})");
    static final Pattern FLAG = Pattern.compile("[a-z0-9][a-z0-9-]*");

    private StatusReader() {}

    static StatusRule read(Section section, List<Metric> offered) {
        String from = section.required("from", "say which field it is");
        int base = section.oneOf("base", "16", List.of("16", "10")).equals("10") ? 10 : 16;
        if (section.has("bits") == section.has("words")) {
            section.problem(section.place(), "a status needs one of 'bits' and 'words', and only one");
        }
        Set<Metric> of = Set.copyOf(section.has("of") ? Metrics.of(section, "of") : offered);
        List<StatusRule.Bit> bits =
                section.section("bits").map(StatusReader::bits).orElse(List.of());
        Map<String, StatusRule.Meaning> words = new LinkedHashMap<>();
        section.section("words")
                .ifPresent(all -> all.entries()
                        .forEach(entry -> meaning(all, entry).ifPresent(meaning -> words.put(entry.key(), meaning))));
        Optional<StatusRule.Meaning> otherwise = section.value("otherwise")
                .flatMap(value -> meaning(section, new Yaml.Entry(section.place("otherwise"), "otherwise", value)));
        section.done();
        return new StatusRule(from, base, bits, words, otherwise, of);
    }

    private static List<StatusRule.Bit> bits(Section section) {
        List<StatusRule.Bit> bits = new ArrayList<>();
        long taken = 0;
        for (Yaml.Entry entry : section.entries()) {
            Matcher matcher = BIT.matcher(entry.key());
            if (!matcher.matches()) {
                section.problem(
                        entry.place(), "a bit is written 0x20, or 'not 0x20' where it means something when clear");
                continue;
            }
            long mask = Long.parseLong(matcher.group(2), 16);
            if (mask == 0 || (mask & taken) != 0) {
                section.problem(entry.place(), "'" + entry.key() + "' overlaps another bit; name each once");
            }
            taken |= mask;
            boolean set = matcher.group(1) == null;
            meaning(section, entry).ifPresent(meaning -> bits.add(new StatusRule.Bit(mask, set, meaning)));
        }
        return bits;
    }

    /** A quality, a flag, or both in this order. */
    private static Optional<StatusRule.Meaning> meaning(Section section, Yaml.Entry entry) {
        Optional<Yaml.Scalar> scalar = section.scalar(entry.value(), entry.key());
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        String[] words = scalar.get().text().trim().split("\\s+");
        Optional<Quality> quality = Quality.ofWire(words[0]);
        String flag = quality.isEmpty() ? words[0] : words.length > 1 ? words[1] : "";
        boolean tooMany = words.length > (quality.isEmpty() ? 1 : 2);
        if (tooMany || !flag.isEmpty() && !FLAG.matcher(flag).matches()) {
            section.problem(
                    entry.value().place(),
                    "say a quality (good, questionable, invalid, sensor_off), a flag such as low-battery, or both");
        }
        return Optional.of(new StatusRule.Meaning(quality.orElse(Quality.GOOD), flag));
    }
}
