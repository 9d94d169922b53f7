package io.vigil.cli.service;

import io.vigil.time.Clock;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;

/** Session ids that sort by start and say nothing of the patient: {@code 20260504-101530-4f9a2c}. Any thread. */
final class SessionIds implements Supplier<String> {
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int RANDOM_BITS = 24;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SessionIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String get() {
        return START.format(Instant.ofEpochMilli(clock.wallMillis()))
                + "-%06x".formatted(random.nextInt(1 << RANDOM_BITS));
    }
}
