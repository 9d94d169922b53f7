package io.vigil.device.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where it stands to whom a record belongs: {@code chair: {from: mac, map: {AABBCC: '2'}}}. */
record BindingRule(List<One> all) {
    static final BindingRule NONE = new BindingRule(List.of());

    private static final List<String> KNOWN = List.of("chair", "room", "patient");

    /** @param map from what the device says to what it is called here; empty: the same */
    record One(String what, String from, Map<String, String> map) {
        /** A device that is not in the map belongs to nobody. */
        Optional<String> of(Facts facts) {
            return facts.first(from)
                    .filter(text -> !text.isEmpty())
                    .flatMap(text -> map.isEmpty() ? Optional.of(text) : Optional.ofNullable(map.get(text)));
        }
    }

    Map<String, String> of(Facts facts) {
        Map<String, String> belongs = new LinkedHashMap<>();
        all.forEach(one -> one.of(facts).ifPresent(text -> belongs.put(one.what(), text)));
        return belongs;
    }

    static BindingRule read(Section root) {
        Optional<Section> binding = root.section("binding");
        if (binding.isEmpty()) {
            return NONE;
        }
        List<One> all = KNOWN.stream()
                .flatMap(what -> binding.get().section(what).map(section -> one(what, section)).stream())
                .toList();
        if (all.isEmpty()) {
            binding.get().problem(binding.get().place(), "'binding' needs one of " + String.join(", ", KNOWN));
        }
        binding.get().done();
        return new BindingRule(all);
    }

    private static One one(String what, Section section) {
        Map<String, String> map = new LinkedHashMap<>();
        section.section("map")
                .ifPresent(entries -> entries.entries()
                        .forEach(entry -> entries.scalar(entry.value(), entry.key())
                                .ifPresent(scalar -> map.put(entry.key(), scalar.text()))));
        One one = new One(what, section.required("from", "say which field or topic level holds it"), map);
        section.done();
        return one;
    }
}
