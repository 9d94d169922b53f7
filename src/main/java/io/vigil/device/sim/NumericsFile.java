package io.vigil.device.sim;

import static io.vigil.device.sim.RecordingCourse.NONE;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** One row a second, columns by name. */
final class NumericsFile {
    private final Path file;
    private final List<String> columns;

    private NumericsFile(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    static TreeMap<Long, Vitals> read(Path file, List<String> lines) throws IOException {
        List<String> columns = Arrays.stream(lines.get(0).split(",", -1))
                .map(name -> name.trim().toUpperCase(Locale.ROOT))
                .toList();
        if (!columns.contains("TIME [S]") || !(columns.contains("SPO2") || columns.contains("HR"))) {
            throw new IOException(file + ":1: neither a recording with Time [s] and SpO2 or HR, nor a chart");
        }
        NumericsFile numerics = new NumericsFile(file, columns);
        TreeMap<Long, Vitals> seconds = new TreeMap<>();
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                numerics.row(lines.get(i).split(",", -1), i + 1, seconds);
            }
        }
        return seconds;
    }

    private void row(String[] cells, int line, TreeMap<Long, Vitals> seconds) throws IOException {
        double time = cell(cells, "TIME [S]", line);
        if (!(time >= 0)) {
            throw new IOException(file + ":" + line + ": no time");
        }
        seconds.put(
                (long) time,
                new Vitals(
                        cell(cells, "SPO2", line),
                        cell(cells, "PULSE", line),
                        NONE,
                        false,
                        false,
                        cell(cells, "HR", line),
                        cell(cells, "RESP", line),
                        NONE,
                        NONE,
                        NONE,
                        NONE));
    }

    /** NaN where the column or the value is not there. */
    private double cell(String[] cells, String column, int line) throws IOException {
        int index = columns.indexOf(column);
        String text = index < 0 || index >= cells.length ? "" : cells[index].trim();
        if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
            return NONE;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException malformed) {
            throw new IOException(file + ":" + line + ": " + column + " is no number: " + text, malformed);
        }
    }
}
