package io.vigil.ward;

import io.vigil.alarm.AlarmEvent;
import io.vigil.session.ChartEntry;
import io.vigil.session.Input;
import io.vigil.session.port.Journal;
import io.vigil.vital.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A journal that becomes durable only when told. */
final class MemoryJournal implements Journal {
    final List<Entry> entries = new ArrayList<>();
    final List<List<Entry>> transactions = new ArrayList<>();
    final List<Refused> refusals = new ArrayList<>();
    final List<Frame> unworn = new ArrayList<>();
    final List<ChartEntry> charts = new ArrayList<>();
    /** True while there is no place for anything more. */
    boolean full;

    private final List<Consumer<Boolean>> waiting = new ArrayList<>();
    private long passed;

    void commit() {
        settle(true);
    }

    void fail() {
        settle(false);
    }

    private void settle(boolean durable) {
        List<Consumer<Boolean>> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(done -> done.accept(durable));
    }

    @Override
    public void append(Entry entry, Consumer<Boolean> done) {
        appendTogether(List.of(entry), done);
    }

    @Override
    public void appendTogether(List<Entry> together, Consumer<Boolean> done) {
        if (full) {
            done.accept(false);
            return;
        }
        entries.addAll(together);
        together.forEach(entry -> charts.addAll(entry.charts()));
        transactions.add(List.copyOf(together));
        waiting.add(done);
    }

    @Override
    public void refused(Refused request, Consumer<Boolean> done) {
        refusals.add(request);
        waiting.add(done);
    }

    @Override
    public void appendUnworn(Frame frame, Consumer<Boolean> done) {
        unworn.add(frame);
        waiting.add(done);
    }

    @Override
    public void fence(Consumer<Boolean> done) {
        waiting.add(done);
    }

    @Override
    public void note(String session, long atMillis, List<AlarmEvent> events, List<ChartEntry> noted) {
        charts.addAll(noted);
    }

    @Override
    public void passed(long atMillis) {
        passed = atMillis;
    }

    @Override
    public long lastInstantMillis() {
        return passed;
    }

    @Override
    public List<Past> openSessions() {
        return entries.stream()
                .map(Entry::input)
                .collect(java.util.stream.Collectors.groupingBy(
                        Input::session, java.util.TreeMap::new, java.util.stream.Collectors.toList()))
                .values()
                .stream()
                .map(Past::of)
                .toList();
    }
}
