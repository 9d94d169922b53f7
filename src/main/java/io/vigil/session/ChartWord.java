package io.vigil.session;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;

/** What a person says about what is, or is to be, in a patient's chart. */
public sealed interface ChartWord {
    String session();

    String by();

    /** Epoch ms. */
    long atMillis();

    /** @param rows of the outbox; empty for whatever of the session waits for a release */
    record Release(String session, List<Long> rows, String by, long atMillis) implements ChartWord {
        public Release {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The value was wrong.
     *
     * @param values the right ones, of metrics the row has
     * @param key Idempotency-Key: the same key again has no second effect
     */
    record Amend(
            String session, long row, Map<Metric, Double> values, String reason, String by, long atMillis, String key)
            implements ChartWord {
        public Amend {
            values = Map.copyOf(values);
        }
    }

    /** It should never have been charted. */
    record Withdraw(String session, long row, String reason, String by, long atMillis, String key)
            implements ChartWord {}
}
