package io.vigil.device.sim;

import static io.vigil.device.sim.RecordingCourse.HELD_MINUTES;
import static io.vigil.device.sim.RecordingCourse.NONE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code HH:MM,Parameter,Value}; -1 is unknown. A charted minute becomes a second. */
final class ChartFile {
    private static final Pattern ROW = Pattern.compile("(\\d{1,3}):(\\d\\d),([^,]+),(-?\\d+(?:\\.\\d+)?)\\s*");

    private ChartFile() {}

    static TreeMap<Long, Vitals> read(Path file, List<String> lines) throws IOException {
        TreeMap<Long, Map<String, Double>> minutes = new TreeMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            Matcher row = ROW.matcher(lines.get(i));
            if (!row.matches()) {
                throw new IOException(file + ":" + (i + 1) + ": no HH:MM,Parameter,Value: " + lines.get(i));
            }
            double value = Double.parseDouble(row.group(4));
            if (value != -1) {
                long minute = 60 * Long.parseLong(row.group(1)) + Long.parseLong(row.group(2));
                minutes.computeIfAbsent(minute, m -> new HashMap<>()).put(row.group(3), value);
            }
        }
        return minutes.isEmpty() ? new TreeMap<>() : play(minutes);
    }

    private static TreeMap<Long, Vitals> play(TreeMap<Long, Map<String, Double>> minutes) {
        TreeMap<Long, Vitals> seconds = new TreeMap<>();
        Held hr = new Held("HR");
        Held rr = new Held("RespRate");
        for (long minute = 0; minute <= minutes.lastKey(); minute++) {
            Map<String, Double> charted = minutes.getOrDefault(minute, Map.of());
            double sbp = charted.getOrDefault("NISysABP", NONE);
            double heart = hr.at(minute, charted);
            seconds.put(
                    minute,
                    new Vitals(
                            NONE,
                            NONE,
                            NONE,
                            false,
                            false,
                            heart,
                            rr.at(minute, charted),
                            sbp,
                            charted.getOrDefault("NIDiasABP", NONE),
                            charted.getOrDefault("NIMAP", NONE),
                            Double.isNaN(sbp) ? NONE : charted.getOrDefault("HR", NONE)));
        }
        return seconds;
    }

    private static final class Held {
        private final String parameter;
        private double value = NONE;
        private long since;

        Held(String parameter) {
            this.parameter = parameter;
        }

        double at(long minute, Map<String, Double> charted) {
            Double fresh = charted.get(parameter);
            if (fresh != null) {
                value = fresh;
                since = minute;
            }
            return minute - since <= HELD_MINUTES ? value : NONE;
        }
    }
}
