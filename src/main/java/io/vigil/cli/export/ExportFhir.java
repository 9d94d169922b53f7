package io.vigil.cli.export;

import io.vigil.fhir.ObservationMapper;
import io.vigil.fhir.Performers;
import io.vigil.fhir.read.ChartReadSide;
import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What was charted of a session as a FHIR Bundle, the same that is served at {@code /fhir/Bundle}. */
final class ExportFhir {
    private ExportFhir() {}

    static String text(List<Row> rows) {
        // The configuration is not read here: a device that gave a pressure in this session is a cuff.
        Set<String> cuffs = rows.stream()
                .map(Row::entry)
                .filter(entry -> entry.values().stream().anyMatch(value -> value.metric() == Metric.SBP))
                .map(entry -> entry.device())
                .collect(Collectors.toSet());
        return ChartReadSide.bundle(rows, new ObservationMapper(cuffs::contains, Performers.UNKNOWN));
    }
}
