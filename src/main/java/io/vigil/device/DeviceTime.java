package io.vigil.device;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/** The time texts devices write ({@link Decoded.Sample#deviceTime}). */
public final class DeviceTime {
    private DeviceTime() {}

    /**
     * Epoch ms of an ISO date and time. Without a zone it is read as if it were UTC: a constant error, which
     * {@link DeviceClock} takes out like any other.
     *
     * @return empty for an empty or malformed text
     */
    public static OptionalLong millis(String iso) {
        try {
            return OptionalLong.of(OffsetDateTime.parse(iso).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException zoneless) {
            return zoneless(iso);
        }
    }

    private static OptionalLong zoneless(String iso) {
        try {
            return OptionalLong.of(
                    LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli());
        } catch (DateTimeException | ArithmeticException malformed) {
            return OptionalLong.empty();
        }
    }
}
