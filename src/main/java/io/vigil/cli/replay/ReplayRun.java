package io.vigil.cli.replay;

import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Deed;
import io.vigil.config.scenario.Lived;
import io.vigil.config.scenario.Scenario;
import io.vigil.config.scenario.Scenario.Act;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs a scenario through the engines, instant by instant: each input's arrival and each whole second (alarms.md,
 * "Instants"). Inputs of a whole second share its tick, unless the scenario is an exported session: there each input was
 * an instant of its own.
 */
final class ReplayRun {
    private static final long TICK_MILLIS = 1_000;

    /** Something that happens at a time. {@code seq} is 0 in a scenario that is no exported session. */
    private record Step(long atMillis, long seq, int session, Work work) {}

    private interface Work {
        void on(ReplaySession session, long now);
    }

    private final Scenario scenario;
    private final ReplaySession[] sessions;
    private final boolean[] touched;
    private final List<Step> steps = new ArrayList<>();
    private final List<Act> gaps;
    private int next;
    private int snapshot;

    ReplayRun(Scenario scenario, List<Rule> rules, ReplayHeard heard) {
        this.scenario = scenario;
        int count = scenario.sessions().size();
        sessions = new ReplaySession[count];
        touched = new boolean[count];
        for (int index = 0; index < count; index++) {
            var start = scenario.sessions().get(index);
            sessions[index] = new ReplaySession(scenario, start, rules, count > 1 ? start.name() : "", heard);
        }
        gaps = scenario.acts().stream()
                .filter(act ->
                        act.deed() instanceof Deed.Restart restart && restart.throughMillis() != Deed.Restart.NO_GAP)
                .toList();
        Lived lived = scenario.lived();
        lived.offers().forEach(offer -> step(offer.atMillis(), offer.seq(), 0, (on, now) -> on.offer(offer, now)));
        lived.switches().forEach(one -> step(one.atMillis(), one.seq(), 0, (on, now) -> on.turn(one, now)));
        lived.marks().forEach(mark -> step(mark.atMillis(), mark.seq(), 0, (on, now) -> {}));
        scenario.acts()
                .forEach(act -> step(act.atMillis(), act.seq(), act.session(), (on, now) -> on.act(act.deed(), now)));
        scenario.samples()
                .forEach(sample ->
                        step(sample.arrivedMillis(), sample.seq(), sample.session(), (on, now) -> on.sample(sample)));
        steps.sort(Comparator.comparingLong(Step::atMillis).thenComparingLong(Step::seq));
    }

    /** Monitoring starts at 0: what came before is not part of the run. */
    private void step(long atMillis, long seq, int session, Work work) {
        if (atMillis >= 0) {
            steps.add(new Step(atMillis, seq, session, work));
        }
    }

    void run() {
        boolean exact = scenario.lived().exact();
        long tick = 0;
        long lastTick = scenario.lived().closed() ? scenario.endMillis() - 1 : scenario.endMillis();
        while (tick <= lastTick || nextInput() <= scenario.endMillis()) {
            long now = Math.min(tick, nextInput());
            boolean inputs = now == nextInput();
            boolean ticks = now == tick && !(inputs && exact);
            if (inputs || !inGap(now)) {
                instant(now, ticks, inputs);
            }
            tick += ticks ? TICK_MILLIS : 0;
        }
    }

    private long nextInput() {
        return next < steps.size() ? steps.get(next).atMillis() : Long.MAX_VALUE;
    }

    /** No tick was evaluated while the service was down. */
    private boolean inGap(long now) {
        return gaps.stream()
                .anyMatch(gap -> now < gap.atMillis()
                        && gap.deed() instanceof Deed.Restart restart
                        && restart.throughMillis() < now);
    }

    private void instant(long now, boolean tick, boolean inputs) {
        int end = inputs ? endOfInstant() : next;
        for (int index = 0; index < sessions.length; index++) {
            touched[index] = tick;
        }
        for (int index = next; index < end; index++) {
            touched[steps.get(index).session()] = true;
        }
        boolean opening = scenario.lived().exact() && inputs && steps.get(next).seq() == 1;
        for (int index = 0; index < sessions.length; index++) {
            if (touched[index]) {
                sessions[index].begin(now);
            }
        }
        for (; next < end; next++) {
            Step step = steps.get(next);
            step.work().on(sessions[step.session()], now);
        }
        for (int index = 0; index < sessions.length; index++) {
            if (touched[index] && !opening) {
                sessions[index].evaluate(now, tick);
            }
        }
        if (tick || !scenario.lived().exact()) {
            snapshots(now);
        }
    }

    private int endOfInstant() {
        Step first = steps.get(next);
        int end = next + 1;
        while (end < steps.size()
                && steps.get(end).atMillis() == first.atMillis()
                && steps.get(end).seq() == first.seq()) {
            end++;
        }
        return end;
    }

    private void snapshots(long now) {
        for (;
                snapshot < scenario.snapshots().size()
                        && scenario.snapshots().get(snapshot).atMillis() <= now;
                snapshot++) {
            var asked = scenario.snapshots().get(snapshot);
            sessions[asked.session()].snapshot(asked, now);
        }
    }
}
