package io.vigil.cli;

import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Scenario;
import java.util.List;

/**
 * Runs a scenario through the engines, instant by instant: each input's arrival and each whole second (alarms.md,
 * "Instants"); inputs of a whole second share its tick.
 */
final class ReplayRun {
    private static final long TICK_MILLIS = 1_000;

    private final Scenario scenario;
    private final ReplaySession[] sessions;
    private final boolean[] touched;
    private int act;
    private int sample;
    private int snapshot;

    ReplayRun(Scenario scenario, List<Rule> rules, ReplayLines lines) {
        this.scenario = scenario;
        int count = scenario.sessions().size();
        sessions = new ReplaySession[count];
        touched = new boolean[count];
        for (int index = 0; index < count; index++) {
            var start = scenario.sessions().get(index);
            sessions[index] = new ReplaySession(scenario, start, rules, count > 1 ? start.name() : "", lines);
        }
        lines.scenario(scenario.id());
    }

    void run() {
        skipBeforeStart();
        long tick = 0;
        while (tick <= scenario.endMillis() || nextInput() <= scenario.endMillis()) {
            long now = Math.min(tick, nextInput());
            boolean ticks = now == tick;
            instant(now, ticks);
            tick += ticks ? TICK_MILLIS : 0;
        }
    }

    /** Monitoring starts at 0: what came before is not part of the run. */
    private void skipBeforeStart() {
        while (act < scenario.acts().size() && scenario.acts().get(act).atMillis() < 0) {
            act++;
        }
        while (sample < scenario.samples().size()
                && scenario.samples().get(sample).arrivedMillis() < 0) {
            sample++;
        }
    }

    private long nextInput() {
        long next = Long.MAX_VALUE;
        if (act < scenario.acts().size()) {
            next = scenario.acts().get(act).atMillis();
        }
        if (sample < scenario.samples().size()) {
            next = Math.min(next, scenario.samples().get(sample).arrivedMillis());
        }
        return next;
    }

    private void instant(long now, boolean tick) {
        for (int index = 0; index < sessions.length; index++) {
            touched[index] = tick || inputFor(index, now);
            if (touched[index]) {
                sessions[index].begin(now);
            }
        }
        for (; act < scenario.acts().size() && scenario.acts().get(act).atMillis() == now; act++) {
            var done = scenario.acts().get(act);
            sessions[done.session()].act(done.deed(), now);
        }
        for (;
                sample < scenario.samples().size()
                        && scenario.samples().get(sample).arrivedMillis() == now;
                sample++) {
            var taken = scenario.samples().get(sample);
            sessions[taken.session()].sample(taken);
        }
        for (int index = 0; index < sessions.length; index++) {
            if (touched[index]) {
                sessions[index].evaluate(now, tick);
            }
        }
        snapshots(now);
    }

    private boolean inputFor(int session, long now) {
        for (int at = act;
                at < scenario.acts().size() && scenario.acts().get(at).atMillis() == now;
                at++) {
            if (scenario.acts().get(at).session() == session) {
                return true;
            }
        }
        for (int at = sample;
                at < scenario.samples().size() && scenario.samples().get(at).arrivedMillis() == now;
                at++) {
            if (scenario.samples().get(at).session() == session) {
                return true;
            }
        }
        return false;
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
