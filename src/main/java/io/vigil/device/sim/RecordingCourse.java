package io.vigil.device.sim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/**
 * A real recording played back; a value it does not have is no value, and at its end the device falls silent.
 *
 * <p>Two kinds of file: one row a second with the columns {@code Time [s], HR, PULSE, RESP, SpO2} in any order, and
 * charts of {@code HH:MM,Parameter,Value}, of which one charted minute plays in a second. Charts are about hourly: HR
 * and RespRate hold for {@value #HELD_MINUTES} charted minutes, then there is none; a cuff's three count once, in their
 * own minute.
 */
public final class RecordingCourse implements Script {
    /** Charted minutes for which a charted HR or RespRate goes on being told. */
    public static final int HELD_MINUTES = 60;

    private final TreeMap<Long, Vitals> seconds;

    private final boolean charted;

    private RecordingCourse(TreeMap<Long, Vitals> seconds, boolean charted) {
        this.seconds = seconds;
        this.charted = charted;
    }

    /** True for a chart, which has a cuff and a heart rate but no oximeter; false for numerics each second. */
    public boolean charted() {
        return charted;
    }

    /** @throws IOException when it cannot be read, or is neither kind of recording: the message says file and line */
    public static RecordingCourse read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            throw new IOException(file + ": empty");
        }
        boolean charted = lines.get(0).replace(" ", "").startsWith("Time,");
        TreeMap<Long, Vitals> seconds = charted ? ChartFile.read(file, lines) : NumericsFile.read(file, lines);
        if (seconds.isEmpty()) {
            throw new IOException(file + ": no rows");
        }
        return new RecordingCourse(seconds, charted);
    }

    @Override
    public Vitals at(long elapsedMillis) {
        return seconds.getOrDefault(elapsedMillis / 1000, NOTHING);
    }

    @Override
    public boolean ended(long elapsedMillis) {
        return elapsedMillis / 1000 > seconds.lastKey();
    }

    static final double NONE = Double.NaN;
    private static final Vitals NOTHING =
            new Vitals(NONE, NONE, NONE, false, false, NONE, NONE, NONE, NONE, NONE, NONE);
}
