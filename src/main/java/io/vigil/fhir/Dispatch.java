package io.vigil.fhir;

import io.vigil.session.port.ChartOutbox.Row;
import java.util.List;

/** How rows get to an EHR. Blocking; one worker. */
@FunctionalInterface
public interface Dispatch {
    /** @return never {@link Verdict.Unauthorized} without a renewed token having been tried */
    Verdict send(List<Row> rows);
}
