package io.vigil.cli;

import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Place;
import io.vigil.config.Probe;
import io.vigil.config.Problem;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}: everything that is wrong with a configuration, found before a patient is. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Validates a configuration, its protocols and the device descriptions, then tries every link.",
            "Prints each problem as FILE:LINE:COL: message. Exit code 0: none, 3: at least one."
        })
public final class CheckCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int INVALID = 3;

    private final ConfigReader reader;
    private final List<Probe> probes;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the configuration, vigil.yaml")
    private Path config = Path.of("vigil.yaml");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    /** @param probes what to try of a configuration that reads well, in this order */
    public CheckCommand(ConfigReader reader, List<Probe> probes) {
        this.reader = reader;
        this.probes = List.copyOf(probes);
    }

    @Override
    public Integer call() {
        List<Problem> problems = problems();
        var out = spec.commandLine().getOut();
        problems.forEach(out::println);
        if (problems.isEmpty()) {
            out.println(config + ": no problems");
            return DONE;
        }
        spec.commandLine()
                .getErr()
                .println(config + ": " + (problems.size() == 1 ? "1 problem" : problems.size() + " problems"));
        return INVALID;
    }

    private List<Problem> problems() {
        Outcome<VigilConfig> outcome = reader.read(config);
        if (outcome instanceof Outcome.Refused<VigilConfig> refused) {
            return refused.problems();
        }
        VigilConfig read = ((Outcome.Read<VigilConfig>) outcome).value();
        List<Problem> problems = new ArrayList<>();
        if (Protocols.read(read.protocols()) instanceof Outcome.Refused<?> refused) {
            problems.addAll(refused.problems());
        }
        read.catalogue().problems().stream()
                .map(wrong -> new Place(
                                wrong.place().file(),
                                wrong.place().line(),
                                wrong.place().column())
                        .problem(wrong.message()))
                .forEach(problems::add);
        probes.forEach(probe -> problems.addAll(probe.problems(read)));
        return problems;
    }
}
