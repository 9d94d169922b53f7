package io.vigil.fhir.hl7;

import io.vigil.fhir.MdcCodes;
import io.vigil.session.ChartEntry;
import io.vigil.session.ChartEntry.Change;
import io.vigil.session.ChartEntry.Kind;
import io.vigil.vital.Quality;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** How what a chart entry says is said in the tables of HL7 v2 and IHE PCD-01. Any thread. */
final class Written {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSxx").withZone(ZoneOffset.UTC);

    private Written() {}

    /** To the millisecond, in UTC and saying so. */
    static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    /** OBX-11, table 0085: final, corrected, posted by mistake, or that there is none. */
    static String status(ChartEntry entry, boolean absent) {
        ChartEntry.Correction correction = entry.correction();
        if (correction != null) {
            return correction.change() == Change.AMENDED ? "C" : "W";
        }
        return absent ? "X" : "F";
    }

    /** OBX-8, by the words of PCD-01. */
    static List<String> flags(ChartEntry entry, boolean absent) {
        List<String> flags = new ArrayList<>();
        if (absent) {
            flags.add(entry.quality() == Quality.SENSOR_OFF ? "OFF" : entry.kind() == Kind.MEDIAN ? "NAV" : "INV");
        } else if (entry.quality() == Quality.QUESTIONABLE) {
            flags.add("QUES");
        }
        if (entry.site().simulated()) {
            flags.add("TEST");
        }
        return flags;
    }

    /** OBX-17: a cuff's reading is aperiodic; of an interval, how it was summed up. */
    static String method(ChartEntry entry, MdcCodes codes) {
        return switch (entry.kind()) {
            case MEDIAN -> "median of the interval";
            case NADIR -> "minimum of the interval";
            case PEAK -> "maximum of the interval";
            case READING -> "APERIODIC";
            default -> codes.pressure() ? "APERIODIC" : "";
        };
    }

    /** For people, NTE-3; empty where there is nothing to say. */
    static String note(ChartEntry entry) {
        List<String> notes = new ArrayList<>();
        if (entry.kind() == Kind.ALARM) {
            notes.add("Charted because an alarm began at this time.");
        }
        if (entry.quality() == Quality.QUESTIONABLE) {
            notes.add("Questionable: the device reported low perfusion, motion or a weak signal");
        }
        ChartEntry.Correction correction = entry.correction();
        if (correction != null) {
            String what = correction.change() == Change.AMENDED ? "Amended by " : "Entered in error, says ";
            notes.add(what + correction.by() + ": " + correction.reason());
        }
        return String.join(" ", notes);
    }
}
