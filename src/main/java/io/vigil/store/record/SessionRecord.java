package io.vigil.store.record;

import io.vigil.session.Input;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.History.LogEntry;
import java.util.List;

/**
 * All that is kept of one session.
 *
 * @param inputs as they were journaled, in order
 * @param events actions and alarms, oldest first
 * @param charted what of it was charted or was to be
 */
public record SessionRecord(List<Input> inputs, List<LogEntry> events, List<ChartOutbox.Row> charted) {
    public SessionRecord {
        inputs = List.copyOf(inputs);
        events = List.copyOf(events);
        charted = List.copyOf(charted);
    }
}
