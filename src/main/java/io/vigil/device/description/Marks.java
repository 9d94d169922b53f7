package io.vigil.device.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Records that are no live measurement of a patient, each known by conditions: {@code history} is from the device's
 * memory, {@code demo} and {@code test} are nobody's.
 */
record Marks(Map<String, Pattern> history, Map<String, Pattern> demo, Map<String, Pattern> test) {
    static final Marks NONE = new Marks(Map.of(), Map.of(), Map.of());

    boolean historic(Facts facts) {
        return says(history, facts);
    }

    /** What forbids to take the numbers for a patient's: {@code demo}, {@code test}. */
    List<String> nobodys(Facts facts) {
        List<String> flags = new ArrayList<>(0);
        if (says(demo, facts)) {
            flags.add("demo");
        }
        if (says(test, facts)) {
            flags.add("test");
        }
        return flags;
    }

    private static boolean says(Map<String, Pattern> conditions, Facts facts) {
        return !conditions.isEmpty() && Conditions.hold(conditions, facts);
    }

    static Marks read(Section section) {
        Marks marks = new Marks(section.patterns("history"), section.patterns("demo"), section.patterns("test"));
        section.done();
        return marks;
    }
}
