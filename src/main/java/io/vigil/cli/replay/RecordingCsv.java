package io.vigil.cli.replay;

import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Lived;
import io.vigil.config.scenario.Scenario;
import io.vigil.config.scenario.Scenario.Sample;
import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A recording in columns as a scenario without rules of its own: {@code Time [s], HR, PULSE, RESP, SpO2} each second,
 * a chart {@code HH:MM,Parameter,Value}, or an O2Ring night ({@code Time,Oxygen Level,Pulse Rate}). It knows neither
 * actions nor qualities: what is there is good, what is not did not arrive. Rules about missing data run for the metrics
 * it holds.
 */
final class RecordingCsv {
    private static final Map<String, Metric> COLUMNS = Map.of(
            "HR", Metric.HR,
            "PULSE", Metric.PR,
            "PULSE RATE", Metric.PR,
            "RESP", Metric.RR,
            "SPO2", Metric.SPO2,
            "OXYGEN LEVEL", Metric.SPO2);
    private static final Map<String, Metric> PARAMETERS = Map.of(
            "HR", Metric.HR,
            "RESPRATE", Metric.RR,
            "SAO2", Metric.SPO2,
            "NISYSABP", Metric.SBP,
            "NIDIASABP", Metric.DBP,
            "NIMAP", Metric.MAP);
    private static final DateTimeFormatter NIGHT = DateTimeFormatter.ofPattern("HH:mm:ss MMM dd uuuu", Locale.ENGLISH);
    private static final String NOT_CHARTED = "-1";

    private final String file;
    private final List<String> head;
    private final List<Sample> samples = new ArrayList<>();
    private final Set<Metric> held = EnumSet.noneOf(Metric.class);
    private final Map<Metric, Long> last = new HashMap<>();
    private Optional<LocalDateTime> start = Optional.empty();
    private int line = 1;

    private RecordingCsv(String file, List<String> head) {
        this.file = file;
        this.head = head;
    }

    /** @param firstLine of a file; true where it names a time and columns this knows */
    static boolean reads(String firstLine) {
        List<String> head = cells(firstLine.toUpperCase(Locale.ROOT));
        return head.get(0).startsWith("TIME")
                && (head.equals(List.of("TIME", "PARAMETER", "VALUE"))
                        || head.stream().anyMatch(COLUMNS::containsKey));
    }

    /** @throws IOException with file and line */
    static Scenario read(String file, String id, BufferedReader lines, String phase, List<Rule> rules)
            throws IOException {
        String first = lines.readLine();
        var recording = new RecordingCsv(file, cells(first == null ? "" : first.toUpperCase(Locale.ROOT)));
        for (String row = lines.readLine(); row != null; row = lines.readLine()) {
            recording.line++;
            if (!row.isBlank()) {
                recording.row(cells(row));
            }
        }
        return recording.scenario(id, phase, rules);
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split(",", -1)).map(String::trim).toList();
    }

    private void row(List<String> cells) throws IOException {
        long at = millis(cells.get(0));
        if (head.contains("PARAMETER")) {
            Metric metric = PARAMETERS.get(cell(cells, 1).toUpperCase(Locale.ROOT));
            if (metric != null && !cell(cells, 2).equals(NOT_CHARTED)) {
                take(at, metric, cell(cells, 2));
            }
            return;
        }
        for (int column = 1; column < head.size(); column++) {
            Metric metric = COLUMNS.get(head.get(column));
            if (metric != null) {
                take(at, metric, cell(cells, column));
            }
        }
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private void take(long at, Metric metric, String text) throws IOException {
        held.add(metric);
        if (text.isEmpty() || text.startsWith("--") || text.equalsIgnoreCase("nan")) {
            return;
        }
        try {
            double value = Double.parseDouble(text);
            if (last.getOrDefault(metric, Long.MIN_VALUE) < at) {
                last.put(metric, at);
                samples.add(new Sample(at, at, 0, 0, metric, value, Quality.GOOD));
            }
        } catch (NumberFormatException malformed) {
            throw new IOException(file + ":" + line + ": " + metric.wire() + " is no number: " + text, malformed);
        }
    }

    private long millis(String time) throws IOException {
        try {
            if (time.contains(" ")) {
                LocalDateTime at = LocalDateTime.parse(time, NIGHT);
                start = Optional.of(start.orElse(at));
                return ChronoUnit.MILLIS.between(start.get(), at);
            }
            int colon = time.indexOf(':');
            return colon < 0
                    ? Math.round(Double.parseDouble(time) * 1_000)
                    : (Long.parseLong(time.substring(0, colon)) * 60 + Long.parseLong(time.substring(colon + 1)))
                            * 60_000;
        } catch (DateTimeParseException | NumberFormatException malformed) {
            throw new IOException(file + ":" + line + ": is no time: " + time, malformed);
        }
    }

    private Scenario scenario(String id, String phase, List<Rule> rules) throws IOException {
        if (samples.isEmpty()) {
            throw new IOException(file + ": holds no value of a metric this knows");
        }
        var lived = new Lived(
                false, false, Set.of(), List.of(new Lived.Offer(0, 0, held)), List.of(), List.of(), List.of());
        return new Scenario(
                id,
                "",
                rules,
                List.of(new Scenario.Session("", phase, Map.of(), Scenario.Session.NO_DOSE)),
                List.of(),
                samples,
                List.of(),
                Map.of(),
                lived,
                samples.get(samples.size() - 1).arrivedMillis());
    }
}
