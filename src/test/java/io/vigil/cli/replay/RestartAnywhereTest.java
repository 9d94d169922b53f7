package io.vigil.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.alarm.AlarmEvent;
import io.vigil.config.scenario.Deed;
import io.vigil.config.scenario.Scenario;
import io.vigil.config.scenario.Scenario.Act;
import io.vigil.config.scenario.ScenarioFile;
import io.vigil.session.Effects;
import io.vigil.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A restart at any input is seen by nobody: what comes after it is what would have come without it. */
class RestartAnywhereTest {
    private static final Path SCENARIOS =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared/conformance/scenarios.json");
    private static final int SESSIONS = 30;

    @Test
    void ofAnyPublishedScenarioAtAnySecond() {
        assumeTrue(Files.exists(SCENARIOS), "conformance scenarios are not there: " + SCENARIOS);
        var all = new ArrayList<Scenario>();
        assertThat(ScenarioFile.read(SCENARIOS, scenario -> {
                    all.add(scenario);
                    return Optional.empty();
                }))
                .isEmpty();
        var random = new Random(7);
        for (Scenario scenario : all) {
            List<String> alone = heard(scenario);
            for (int cut = 0; cut < 10; cut++) {
                long at = random.nextInt((int) (scenario.endMillis() / 1_000) + 1) * 1_000L;
                assertThat(heard(restarted(scenario, at)))
                        .as(scenario.id() + " at " + at)
                        .isEqualTo(alone);
            }
        }
        assertThat(all).hasSizeGreaterThan(20);
    }

    private static Scenario restarted(Scenario scenario, long at) {
        var acts = new ArrayList<>(scenario.acts());
        acts.add(new Act(at, 0, 0, new Deed.Restart(Deed.Restart.NO_GAP)));
        acts.sort(Comparator.comparingLong(Act::atMillis));
        return new Scenario(
                scenario.id(),
                scenario.protocol(),
                scenario.rules(),
                scenario.sessions(),
                acts,
                scenario.samples(),
                scenario.snapshots(),
                scenario.display(),
                scenario.lived(),
                scenario.endMillis());
    }

    private static List<String> heard(Scenario scenario) {
        var lines = new ArrayList<String>();
        new ReplayRun(scenario, scenario.rules(), new ReplayHeard() {
                    @Override
                    public void scenario(String id, long startMillis) {}

                    @Override
                    public void event(AlarmEvent event, String session) {
                        lines.add(event.atMillis() + " " + event.id(session));
                    }
                })
                .run();
        return lines;
    }

    /** The fold as it is after a restart: the inputs until then once more, heard by nobody; then the rest. */
    @Test
    void ofAnyLivedSessionAtAnyInput() {
        for (int seed = 1; seed <= SESSIONS; seed++) {
            var lived = new LivedSession(seed, LivedSession.protocol(seed % 4), 300);
            int cut = new Random(seed).nextInt(lived.inputs.size());
            Effects effects = new Effects();
            Session again = new Session(lived.inputs.get(0));
            for (int index = 1; index <= cut; index++) {
                again.apply(lived.inputs.get(index), effects);
            }
            effects.clear();
            var rest = new ArrayList<String>();
            for (int index = cut + 1; index < lived.inputs.size(); index++) {
                again.apply(lived.inputs.get(index), effects);
                effects.events().forEach(event -> rest.add(LivedSession.line(event)));
                effects.clear();
            }
            long from = lived.inputs.get(cut).atMillis() - LivedSession.T0;
            long to = lived.inputs.get(lived.inputs.size() - 1).atMillis() - LivedSession.T0;
            // What the input of the cut itself announced was announced before it.
            List<String> expected = lived.events.stream()
                    .filter(line -> between(line, from, to))
                    .toList();
            assertThat(expected).as("seed " + seed).endsWith(rest.toArray(String[]::new));
            assertThat(rest)
                    .as("seed " + seed)
                    .containsAll(expected.stream()
                            .filter(line -> between(line, from + 1, to))
                            .toList());
        }
    }

    private static boolean between(String line, long from, long to) {
        long at = Long.parseLong(line.substring(0, line.indexOf(' ')));
        return at >= from && at <= to;
    }
}
