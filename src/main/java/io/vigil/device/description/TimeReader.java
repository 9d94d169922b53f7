package io.vigil.device.description;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/** The section {@code time}: {@code format} is iso, epoch_s, epoch_ms or a pattern such as {@code dd-MMM-uu HH:mm:ss}. */
final class TimeReader {
    private TimeReader() {}

    static TimeRule read(Section section) {
        String from = section.required("from", "say which field it is");
        TimeRule rule = new TimeRule(from, format(section, section.text("format", "iso")), zone(section));
        section.done();
        return rule;
    }

    private static Optional<ZoneId> zone(Section section) {
        return section.text("zone").flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException unknown) {
                section.problem(
                        section.place("zone"), "no time zone '" + text + "'; write one such as Europe/Vienna or UTC");
                return Optional.<ZoneId>empty();
            }
        });
    }

    private static TimeRule.Format format(Section section, String format) {
        return switch (format) {
            case "iso" -> TimeRule::anyIso;
            case "epoch_s" -> text -> TimeRule.epoch(text, 1);
            case "epoch_ms" -> text -> TimeRule.epoch(text, 1000);
            default -> {
                try {
                    yield TimeRule.pattern(format);
                } catch (IllegalArgumentException bad) {
                    section.problem(
                            section.place("format"),
                            "'format' must be iso, epoch_s, epoch_ms or a pattern such as 'dd-MMM-uu HH:mm:ss'; "
                                    + bad.getMessage());
                    yield text -> TimeRule.anyIso(text);
                }
            }
        };
    }
}
