package io.vigil.cli.export;

import io.vigil.fhir.ObservationMapper;
import io.vigil.fhir.Performers;
import io.vigil.fhir.read.ChartReadSide;
import io.vigil.session.port.ChartOutbox.Row;
import java.util.List;

/** What was charted of a session as a FHIR Bundle, the same that is served at {@code /fhir/Bundle}. */
final class ExportFhir {
    private ExportFhir() {}

    static String text(List<Row> rows) {
        // The configuration is not read here: nobody's reference in the EHR is known.
        return ChartReadSide.bundle(rows, new ObservationMapper(Performers.UNKNOWN));
    }
}
