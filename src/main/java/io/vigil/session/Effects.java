package io.vigil.session;

import io.vigil.alarm.AlarmEvent;
import io.vigil.alarm.AlarmEvents;
import java.util.ArrayList;
import java.util.List;

/** What one step of the fold brought about. Reused by its owner; one thread. */
public final class Effects implements AlarmEvents {
    private final List<AlarmEvent> events = new ArrayList<>();
    private final List<ChartEntry> charts = new ArrayList<>();
    private final List<CuffOrder> orders = new ArrayList<>();

    @Override
    public void on(AlarmEvent event) {
        events.add(event);
    }

    void chart(ChartEntry entry) {
        charts.add(entry);
    }

    void order(CuffOrder order) {
        orders.add(order);
    }

    public List<AlarmEvent> events() {
        return events;
    }

    public List<ChartEntry> charts() {
        return charts;
    }

    /** What the cuffs are to do. Whoever folds a past leaves them alone. */
    public List<CuffOrder> orders() {
        return orders;
    }

    public boolean none() {
        return events.isEmpty() && charts.isEmpty();
    }

    public void clear() {
        events.clear();
        charts.clear();
        orders.clear();
    }
}
