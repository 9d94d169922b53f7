package io.vigil.device.description;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a record's time stands and how it is written. @param zone of the device's clock; empty where it is not known */
record TimeRule(String from, Format format, Optional<ZoneId> zone) {
    /** ISO text of a time as written; empty for one that does not exist. */
    @FunctionalInterface
    interface Format {
        Optional<String> iso(String text);
    }

    /** Two digits are a year of the hundred that begin with it. */
    private static final int FIRST_YEAR = 1980;

    private static final Pattern EPOCH = Pattern.compile("\\d{1,14}(\\.\\d{1,9})?");

    /** Epoch seconds up to the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    String stamp(Facts facts) {
        return facts.first(from).orElse("");
    }

    String iso(Facts facts) {
        return facts.first(from).flatMap(format::iso).map(this::zoned).orElse("");
    }

    /** A local time in the zone the description names; at the end of summer time the first of the two. */
    private String zoned(String iso) {
        if (zone.isEmpty()) {
            return iso;
        }
        try {
            return LocalDateTime.parse(iso)
                    .atZone(zone.get())
                    .toOffsetDateTime()
                    .toString();
        } catch (DateTimeException zonedAlready) {
            return iso;
        }
    }

    static Optional<String> anyIso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toString());
        } catch (DateTimeException zoneless) {
            try {
                LocalDateTime.parse(text);
                return Optional.of(text);
            } catch (DateTimeException neither) {
                return Optional.empty();
            }
        }
    }

    /** @param perSecond 1 for seconds, 1000 for milliseconds */
    static Optional<String> epoch(String text, int perSecond) {
        return EPOCH.matcher(text).matches()
                ? Optional.of(new BigDecimal(text)
                                .multiply(BigDecimal.valueOf(1000L / perSecond))
                                .longValue())
                        .filter(millis -> millis > 0 && millis / 1000 <= LAST_SECOND)
                        .map(millis -> Instant.ofEpochMilli(millis).toString())
                : Optional.empty();
    }

    /** @param pattern of {@link DateTimeFormatter}, with English names of months in any case */
    static Format pattern(String pattern) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        int year = pattern.contains("uuu") ? -1 : pattern.indexOf("uu");
        if (year < 0) {
            builder.appendPattern(pattern);
        } else {
            builder.appendPattern(pattern.substring(0, year))
                    .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR)
                    .appendPattern(pattern.substring(year + 2));
        }
        DateTimeFormatter formatter = builder.toFormatter(Locale.ENGLISH).withResolverStyle(ResolverStyle.STRICT);
        return text -> {
            try {
                return Optional.of(LocalDateTime.parse(text, formatter).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
            } catch (DateTimeException impossible) {
                return Optional.empty();
            }
        };
    }
}
