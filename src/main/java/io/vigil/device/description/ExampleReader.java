package io.vigil.device.description;

import io.vigil.vital.Metric;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The section {@code examples}. */
final class ExampleReader {
    private ExampleReader() {}

    static List<Example> read(Section root) {
        List<Example> examples = new ArrayList<>();
        for (Section section : root.sections("examples")) {
            if (section.has("input") == section.has("hex")) {
                section.problem(section.place(), "an example needs one of 'input' and 'hex', and only one");
            }
            byte[] input = section.has("hex")
                    ? hex(section)
                    : section.text("input", "").getBytes(StandardCharsets.UTF_8);
            List<Example.Expected> expected = section.items("expect").stream()
                    .map(item -> new Example.Expected(item.place(), whole(item.text())))
                    .toList();
            if (expected.isEmpty()) {
                section.problem(section.place("expect"), "'expect' is missing; say for example 'spo2 97'");
            }
            examples.add(new Example(section.place(), section.text("topic", ""), input, expected));
            section.done();
        }
        return examples;
    }

    private static byte[] hex(Section section) {
        try {
            return HexFormat.of().parseHex(section.text("hex", "").replaceAll("\\s", ""));
        } catch (IllegalArgumentException odd) {
            section.problem(section.place("hex"), "'hex' must be pairs of hex digits");
            return new byte[0];
        }
    }

    /** {@code spo2 97} is short for {@code spo2 97 good}, {@code spo2 none} for {@code spo2 none invalid}. */
    private static String whole(String text) {
        String[] words = text.trim().split("\\s+");
        if (words.length == 2 && Metric.ofWire(words[0]).isPresent()) {
            return words[0] + " " + words[1] + (words[1].equals("none") ? " invalid" : " good");
        }
        return String.join(" ", words);
    }
}
