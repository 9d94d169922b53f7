package io.vigil.device.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * By what a record is known when it comes again.
 *
 * @param duplicates fields that together are the same for the same measurement, such as systolic, diastolic and age
 * @param counter the field that counts the device's records; empty without
 * @param modulo after which the counter begins at 0 again
 */
record Identity(List<String> duplicates, String counter, long modulo) {
    static final Identity NONE = new Identity(List.of(), "", 256);

    /** Empty where one of the fields is not there. */
    String stamp(Facts facts) {
        List<String> parts = new ArrayList<>(duplicates);
        if (!counter.isEmpty()) {
            parts.add(counter);
        }
        boolean whole = parts.stream().allMatch(name -> facts.first(name).isPresent());
        return whole ? parts.stream().map(name -> facts.first(name).orElse("")).collect(Collectors.joining("/")) : "";
    }

    Optional<Verdict.Sequence> sequence(Facts facts) {
        return facts.first(counter)
                .filter(text -> text.matches("\\d{1,15}"))
                .map(text -> new Verdict.Sequence(Long.parseLong(text), modulo));
    }

    List<String> names() {
        List<String> names = new ArrayList<>(duplicates);
        names.add(counter);
        return names;
    }

    static Identity read(Section record) {
        Optional<Section> sequence = record.section("sequence");
        String counter = sequence.map(section -> section.required("from", "say which field counts"))
                .orElse("");
        long modulo = sequence.map(section -> section.whole("modulo", 256, 2, Integer.MAX_VALUE))
                .orElse(256);
        sequence.ifPresent(Section::done);
        return new Identity(record.texts("duplicates"), counter, modulo);
    }
}
