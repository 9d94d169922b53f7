package io.vigil.fhir;

import io.vigil.session.port.ChartOutbox.Row;
import io.vigil.time.Clock;
import java.util.List;

/** Rows to a bundle, to the EHR, to a verdict. A refused access token is renewed once. Blocking; one worker. */
record Sender(EhrDoor door, EhrProfile profile, ObservationMapper mapper, Clock clock) implements Dispatch {
    Sender(EhrDoor door, ObservationMapper mapper, Clock clock) {
        this(door, EhrProfile.named("generic"), mapper, clock);
    }

    @Override
    public Verdict send(List<Row> rows) {
        TransactionBundle bundle;
        try {
            for (Row row : rows) {
                String left = profile.leaves(row.entry(), mapper.resource(row.entry(), "Device/unknown"));
                if (!left.isEmpty()) {
                    return new Verdict.Left(left);
                }
            }
            bundle = TransactionBundle.of(rows, mapper, profile);
        } catch (RuntimeException e) {
            // One entry that cannot be mapped must not hold the chart of everybody else.
            return new Verdict.Refused("cannot be written as FHIR: " + e.getMessage());
        }
        Verdict verdict = post(bundle, false);
        return verdict instanceof Verdict.Unauthorized ? post(bundle, true) : verdict;
    }

    private Verdict post(TransactionBundle bundle, boolean renewed) {
        return Verdicts.of(door.post(bundle.json(), renewed), bundle, clock.wallMillis());
    }
}
