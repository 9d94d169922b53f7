package io.vigil.session;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmEvents;
import java.util.ArrayList;
import java.util.List;

/** What one step of the fold brought about. Reused by its owner; one thread. */
public final class Effects implements AlarmEvents {
    private final List<AlarmEvent> events = new ArrayList<>();
    private final List<ChartEntry> charts = new ArrayList<>();

    @Override
    public void on(AlarmEvent event) {
        events.add(event);
    }

    void chart(ChartEntry entry) {
        charts.add(entry);
    }

    public List<AlarmEvent> events() {
        return events;
    }

    public List<ChartEntry> charts() {
        return charts;
    }

    public boolean none() {
        return events.isEmpty() && charts.isEmpty();
    }

    public void clear() {
        events.clear();
        charts.clear();
    }
}
