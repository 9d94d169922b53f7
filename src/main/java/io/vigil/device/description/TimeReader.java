package io.vigil.device.description;

/** The section {@code time}: {@code format} is iso, epoch_s, epoch_ms or a pattern such as {@code dd-MMM-uu HH:mm:ss}. */
final class TimeReader {
    private TimeReader() {}

    static TimeRule read(Section section) {
        String from = section.required("from", "say which field it is");
        TimeRule rule = new TimeRule(from, format(section, section.text("format", "iso")));
        section.done();
        return rule;
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
