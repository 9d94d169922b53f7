package io.vigil.cli.export;

import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.History.LogEntry;
import io.vigil.vital.Reading;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A session as rows for a spreadsheet: each reading, then each action and alarm. */
final class ExportCsv {
    private static final String HEAD = "time,arrived,type,device,metric,value,unit,quality,what,by,detail";

    private final PrintWriter out;

    ExportCsv(PrintWriter out) {
        this.out = out;
    }

    void write(List<Input> inputs, List<LogEntry> events) {
        out.print(HEAD + "\r\n");
        for (Input input : inputs) {
            if (input.what() instanceof Happening.Measured measured) {
                for (Reading reading : measured.readings()) {
                    reading(input, measured, reading);
                }
            }
        }
        for (LogEntry entry : events) {
            String at = Instant.ofEpochMilli(entry.atMillis()).toString();
            row(at, at, entry.category(), "", "", "", "", "", entry.what(), entry.by(), entry.detail());
        }
    }

    private void reading(Input input, Happening.Measured measured, Reading reading) {
        double value = reading.value();
        row(
                Instant.ofEpochMilli(measured.measuredMillis()).toString(),
                Instant.ofEpochMilli(input.atMillis()).toString(),
                "reading",
                measured.device(),
                reading.metric().wire(),
                Double.isNaN(value) ? "" : value == Math.rint(value) ? Long.toString((long) value) : "" + value,
                reading.metric().unit(),
                reading.quality().wire(),
                "",
                "",
                String.join(" ", reading.flags()));
    }

    private void row(String... cells) {
        out.print(Stream.of(cells).map(ExportCsv::cell).collect(Collectors.joining(",")) + "\r\n");
    }

    /** RFC 4180; a spreadsheet would run what begins like a formula. */
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9.E]+")
                ? "'" + text
                : text;
        return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
