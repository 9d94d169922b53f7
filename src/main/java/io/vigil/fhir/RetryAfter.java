package io.vigil.fhir;

import io.vigil.fhir.Exchange.Answered;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The wait an EHR asks for (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
    /** Longer waits are cut: an EHR that mistakes a date must not hold the chart back for days. */
    static final long LONGEST_MILLIS = 3_600_000;

    private RetryAfter() {}

    /** In ms from now, 0 to {@link #LONGEST_MILLIS}; 0 when nothing usable was said. */
    static long millis(Answered answer, long nowMillis) {
        String text = answer.retryAfter().trim();
        if (text.matches("\\d{1,9}")) {
            return Math.min(Long.parseLong(text) * 1000, LONGEST_MILLIS);
        }
        // Counted from the EHR's own clock where it shows it, since ours may differ from it.
        long from = date(answer.date()).orElse(nowMillis);
        long wait = date(text).orElse(from) - from;
        return Math.max(0, Math.min(wait, LONGEST_MILLIS));
    }

    private static Optional<Long> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
