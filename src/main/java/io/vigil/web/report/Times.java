package io.vigil.web.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Instants as the station's clock on the wall shows them; 0 is no instant. */
record Times(ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    String time(long millis) {
        return millis == 0 ? "–" : TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    String day(long millis) {
        return millis == 0 ? "–" : DAY.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** {@code mm:ss}, {@code hh:mm:ss} from an hour on. */
    static String length(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        String rest = "%02d:%02d".formatted(seconds / 60 % 60, seconds % 60);
        return seconds < 3600 ? rest : "%02d:%s".formatted(seconds / 3600, rest);
    }

    /** Without a needless fraction; a dash for NaN. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double rounded = Math.rint(value * 10) / 10;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }
}
