package io.vigil.device.ivy;

import io.vigil.device.Readings;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import io.vigil.vital.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of an ANSAR-B frame: {@code KEY=state;value;…;text;}. The meaning of the state codes is not published, so
 * they decide nothing. An empty field is no value; a text says why, or names a setting.
 *
 * <p>The pulse of the cuff is left out: the line repeats it each second for minutes, and it would stand against the
 * oximeter's. P1 and P2 are catheters, and no blood pressure by cuff.
 */
final class IvyText {
    private static final Pattern LINE = Pattern.compile("[A-Z][A-Z0-9]{0,7}=\\d*;[^=]*(PR=[^=;]*;[^=]*)?;?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
    private static final Pattern PULSE = Pattern.compile("PR=\\s*(\\d{0,3}|-*)\\s*");
    /** Settings, which the monitor repeats beside each value. */
    private static final Pattern SETTING = Pattern.compile("ECG-[A-Z0-9]+(-[A-Z]+)?|APNEA: *\\d+ SEC");

    private static final Pattern OFF =
            Pattern.compile("(.*\\b)?(off|no-(sensor|cable|transducer|probe|cuff)|disconnect\\w*|unplugged)\\b.*");
    private static final Pattern FAULT = Pattern.compile("(.*\\b)?(no|fault|fail\\w*|error|check)\\b.*");

    private IvyText() {}

    static boolean wellFormed(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .allMatch(line -> line.endsWith(";") && LINE.matcher(line).matches());
    }

    /** @param text well formed */
    static List<Reading> readings(String text) {
        List<Reading> readings = new ArrayList<>(7);
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                line(line.substring(0, equals), line.substring(equals + 1).split(";", -1), readings);
            }
        });
        return readings;
    }

    /** @param fields state, values, text */
    private static void line(String key, String[] fields, List<Reading> readings) {
        switch (key) {
            case "HR" -> readings.add(reading(Metric.HR, fields, 1, 2));
            case "RR" -> readings.add(reading(Metric.RR, fields, 1, 2));
            case "SPO2" -> {
                readings.add(reading(Metric.SPO2, fields, 1, 2));
                readings.add(pulse(fields));
            }
            case "NIBP" -> {
                readings.add(reading(Metric.SBP, fields, 1, 5));
                readings.add(reading(Metric.DBP, fields, 2, 5));
                readings.add(reading(Metric.MAP, fields, 3, 5));
            }
            default -> {
                // Carbon dioxide, catheters and temperatures: metrics that Vigil does not have.
            }
        }
    }

    private static Reading reading(Metric metric, String[] fields, int at, int texts) {
        return reading(metric, at < fields.length ? fields[at].trim() : "", messages(fields, texts));
    }

    private static Reading reading(Metric metric, String field, List<String> messages) {
        boolean number = NUMBER.matcher(field).matches();
        boolean garbled = !number && !field.matches("-*");
        List<String> flags = garbled ? Readings.with(messages, "garbled") : messages;
        return Readings.of(metric, number ? Integer.parseInt(field) : Double.NaN, !number, quality(messages), flags);
    }

    private static Reading pulse(String[] fields) {
        for (int i = 2; i < fields.length; i++) {
            Matcher pulse = PULSE.matcher(fields[i]);
            if (pulse.matches()) {
                return reading(Metric.PR, pulse.group(1), messages(fields, 2));
            }
        }
        return reading(Metric.PR, "", messages(fields, 2));
    }

    /** What the monitor says beside a value is a doubt about it, unless it is known to be a setting. */
    private static Quality quality(List<String> messages) {
        if (messages.isEmpty()) {
            return Quality.GOOD;
        }
        if (messages.stream().anyMatch(text -> OFF.matcher(text).matches())) {
            return Quality.SENSOR_OFF;
        }
        return messages.stream().anyMatch(text -> FAULT.matcher(text).matches())
                ? Quality.INVALID
                : Quality.QUESTIONABLE;
    }

    private static List<String> messages(String[] fields, int from) {
        List<String> messages = new ArrayList<>(1);
        for (int i = from; i < fields.length; i++) {
            String text = fields[i].trim();
            if (!text.isEmpty()
                    && !PULSE.matcher(text).matches()
                    && !SETTING.matcher(text).matches()) {
                messages.add(text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
            }
        }
        return messages;
    }
}
