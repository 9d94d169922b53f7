package io.vigil.device.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code alarms}: which bits or words of a field are alarms of the device.
 *
 * @param silenced the mask, or the word, that says its sound is off; empty without
 * @param active the mask, or the word, without which an alarm is only told; empty where telling it is enough
 */
record AlarmRule(String from, int base, Map<String, Named> alarms, String silenced, String active) {
    record Named(String name, DeviceAlarm.Priority priority) {}

    private static final Pattern MASK = Pattern.compile("0x[0-9A-Fa-f]{1,15}");
    private static final Pattern MEANING = Pattern.compile("(low|medium|high) ([a-z0-9][a-z0-9-]*)");

    List<DeviceAlarm> read(Facts facts) {
        Set<String> words = Set.copyOf(
                facts.first(from).map(text -> Arrays.asList(text.split("\\s+"))).orElse(List.of()));
        long bits = facts.bits(from, base).orElse(0L);
        DeviceAlarm.State state = !silenced.isEmpty() && says(silenced, words, bits)
                ? DeviceAlarm.State.SILENCED
                : active.isEmpty() || says(active, words, bits) ? DeviceAlarm.State.ACTIVE : DeviceAlarm.State.INACTIVE;
        List<DeviceAlarm> all = new ArrayList<>();
        alarms.forEach((key, named) -> {
            if (says(key, words, bits)) {
                all.add(new DeviceAlarm(named.name(), named.priority(), state));
            }
        });
        return all;
    }

    private static boolean says(String key, Set<String> words, long bits) {
        return MASK.matcher(key).matches() ? (bits & Long.parseLong(key.substring(2), 16)) != 0 : words.contains(key);
    }

    static AlarmRule read(Section section) {
        String from = section.required("from", "say which field it is");
        int base = section.oneOf("base", "16", List.of("16", "10")).equals("10") ? 10 : 16;
        if (section.has("bits") == section.has("words")) {
            section.problem(section.place(), "alarms need one of 'bits' and 'words', and only one");
        }
        boolean masks = section.has("bits");
        Map<String, Named> alarms = new LinkedHashMap<>();
        section.section(masks ? "bits" : "words").ifPresent(all -> {
            for (Yaml.Entry entry : all.entries()) {
                if (masks && !MASK.matcher(entry.key()).matches()) {
                    all.problem(entry.place(), "a bit is written 0x20");
                }
                named(all, entry).ifPresent(named -> alarms.put(entry.key(), named));
            }
        });
        AlarmRule rule =
                new AlarmRule(from, base, alarms, key(section, "silenced", masks), key(section, "active", masks));
        section.done();
        return rule;
    }

    private static Optional<Named> named(Section section, Yaml.Entry entry) {
        Matcher meaning = section.scalar(entry.value(), entry.key())
                .map(scalar -> MEANING.matcher(scalar.text().trim()))
                .orElseGet(() -> MEANING.matcher(""));
        if (!meaning.matches()) {
            section.problem(entry.value().place(), "say a priority (low, medium, high) and a name: high spo2-low");
            return Optional.empty();
        }
        return Optional.of(new Named(
                meaning.group(2), DeviceAlarm.Priority.valueOf(meaning.group(1).toUpperCase(java.util.Locale.ROOT))));
    }

    private static String key(Section section, String key, boolean mask) {
        String text = section.text(key, "");
        if (mask && !text.isEmpty() && !MASK.matcher(text).matches()) {
            section.problem(section.place(key), "'" + key + "' must be a mask such as 0x20");
            return "";
        }
        return text;
    }
}
