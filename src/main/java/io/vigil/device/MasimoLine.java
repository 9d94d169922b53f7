package io.vigil.device;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One whole ASCII 1 line. The format has no checksum, so a line counts only when every field has its full width and
 * none comes twice: a cut line, or two lines run into each other, must not pass for a shorter one.
 *
 * @param stamp date and time as printed
 * @param spo2 three digits, or text with a dash; {@code bpm} alike
 * @param pi {@code 03.60}, or text with a dash; empty where the model prints none
 */
record MasimoLine(String stamp, String spo2, String bpm, String pi, int alarms, int exceptions) {
    private static final Pattern LINE = Pattern.compile(
            " *(\\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d)((?: [A-Z][A-Z0-9]{0,9}=[^ =]{1,16}){4,24}) *");
    private static final Pattern NO_VALUE = Pattern.compile("[0-9.+-]{0,6}-[0-9.+-]{0,6}");
    private static final Pattern THREE_DIGITS = Pattern.compile("\\d{3}");
    private static final Pattern TWO_AND_TWO_DIGITS = Pattern.compile("\\d\\d\\.\\d\\d");
    private static final Pattern HEX = Pattern.compile("[0-9A-F]{2,7}");
    private static final Pattern ANY_VALUE = Pattern.compile("[0-9A-F.+%-]+");

    static Optional<MasimoLine> parse(String text) {
        Matcher whole = LINE.matcher(text);
        if (!whole.matches()) {
            return Optional.empty();
        }
        return fields(whole.group(2)).flatMap(fields -> of(whole.group(1), fields));
    }

    private static Optional<Map<String, String>> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String field : text.trim().split(" ", -1)) {
            int equals = field.indexOf('=');
            String value = field.substring(equals + 1);
            if (!ANY_VALUE.matcher(value).matches() || fields.put(field.substring(0, equals), value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(fields);
    }

    private static Optional<MasimoLine> of(String stamp, Map<String, String> fields) {
        String spo2 = bare(fields, "SPO2");
        String bpm = bare(fields, "BPM");
        String pi = bare(fields, "PI");
        String alarm = fields.getOrDefault("ALARM", "");
        String exceptions = fields.getOrDefault("EXC", "");
        boolean believable = either(THREE_DIGITS, spo2)
                && either(THREE_DIGITS, bpm)
                && (!fields.containsKey("PI") || either(TWO_AND_TWO_DIGITS, pi))
                && HEX.matcher(alarm).matches()
                && HEX.matcher(exceptions).matches()
                && exceptions.length() == exceptionDigits(alarm.length());
        return believable
                ? Optional.of(new MasimoLine(
                        stamp, spo2, bpm, pi, Integer.parseInt(alarm, 16), Integer.parseInt(exceptions, 16)))
                : Optional.empty();
    }

    /** Each model's widths go together (Radical-5, Rad-8 and Radical-7, colour Radical-7): so a cut EXC is told. */
    private static int exceptionDigits(int alarmDigits) {
        return switch (alarmDigits) {
            case 2 -> 3;
            case 4 -> 6;
            case 6 -> 7;
            default -> -1;
        };
    }

    private static String bare(Map<String, String> fields, String key) {
        String value = fields.getOrDefault(key, "");
        return value.endsWith("%") ? value.substring(0, value.length() - 1) : value;
    }

    private static boolean either(Pattern digits, String value) {
        return digits.matcher(value).matches() || NO_VALUE.matcher(value).matches();
    }

    /** ISO local date and time of the device's own clock; empty for a date that does not exist. */
    String deviceTime() {
        try {
            return LocalDateTime.of(2000 + part(6), part(0), part(3), part(9), part(12), part(15))
                    .format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
        } catch (DateTimeException impossible) {
            return "";
        }
    }

    private int part(int at) {
        return Integer.parseInt(stamp, at, at + 2, 10);
    }
}
