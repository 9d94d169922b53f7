package io.vigil.cli.replay;

import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Scenario;
import io.vigil.session.Protocol;
import java.util.List;
import java.util.Optional;

/** A scenario through alarm engines. */
record ReplayScenario(Scenario scenario, List<Rule> own) implements ReplaySource {
    @Override
    public String id() {
        return scenario.id();
    }

    @Override
    public int sessions() {
        return scenario.sessions().size();
    }

    @Override
    public long endMillis() {
        return scenario.endMillis();
    }

    @Override
    public void run(Optional<Protocol> protocol, ReplayHeard heard) {
        heard.scenario(scenario.id(), 0);
        new ReplayRun(scenario, protocol.map(Protocol::rules).orElse(own), heard).run();
    }
}
