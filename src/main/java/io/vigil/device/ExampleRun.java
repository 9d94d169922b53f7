package io.vigil.device;

import io.vigil.device.description.Description;
import io.vigil.device.description.Example;
import io.vigil.device.description.Place;
import io.vigil.device.description.Problem;
import io.vigil.vital.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The examples of a description through the very decoder it makes. */
final class ExampleRun {
    private ExampleRun() {}

    /** Empty when the description may be used. */
    static List<Problem> problems(Description description, DeviceType type) {
        if (!type.readable()) {
            return List.of(description
                    .place()
                    .problem("'" + type.id() + "' has no 'records', and no code of that name reads it; add 'records'"));
        }
        List<Problem> problems = new ArrayList<>();
        for (Example example : description.examples()) {
            compare(example, lines(example, type), problems);
        }
        return problems;
    }

    private static void compare(Example example, List<String> lines, List<Problem> problems) {
        List<Example.Expected> expected = example.expected();
        for (int i = 0; i < expected.size(); i++) {
            String line = i < lines.size() ? lines.get(i) : "nothing";
            if (!line.equals(expected.get(i).text())) {
                problems.add(expected.get(i)
                        .place()
                        .problem("the example decodes to '" + line + "', not '"
                                + expected.get(i).text() + "'"));
            }
        }
        if (lines.size() > expected.size()) {
            Place place = example.place();
            problems.add(place.problem("the example decodes to one more: '" + lines.get(expected.size()) + "'"));
        }
    }

    private static List<String> lines(Example example, DeviceType type) {
        List<String> lines = new ArrayList<>();
        if (type.stream()) {
            Decoder decoder = type.fullDecoder();
            decoder.feed(example.input(), 0, example.input().length, decoded -> lines(decoded, lines));
            decoder.endOfFile(decoded -> lines(decoded, lines));
        } else {
            type.messageDecoder().decode(example.topic(), example.input()).forEach(decoded -> lines(decoded, lines));
        }
        return lines;
    }

    private static void lines(Decoded decoded, List<String> lines) {
        if (decoded instanceof Decoded.Sample sample) {
            sample.readings().forEach(reading -> lines.add(line(reading)));
            if (!sample.deviceTime().isEmpty()) {
                lines.add("at " + sample.deviceTime());
            }
        } else if (decoded instanceof Decoded.Rejected rejected) {
            lines.add("refused " + rejected.reason());
        } else if (decoded instanceof Decoded.Ignored ignored) {
            lines.add("ignored " + ignored.kind());
        } else if (decoded instanceof Decoded.Battery battery) {
            lines.add("battery " + battery.percent());
        }
    }

    private static String line(Reading reading) {
        StringBuilder line = new StringBuilder(reading.metric().wire()).append(' ');
        line.append(
                reading.hasValue()
                        ? BigDecimal.valueOf(reading.value())
                                .stripTrailingZeros()
                                .toPlainString()
                        : "none");
        line.append(' ').append(reading.quality().wire());
        reading.flags().forEach(flag -> line.append(' ').append(flag));
        return line.toString();
    }
}
