package io.vigil.cli;

import io.vigil.alarm.Rule;
import io.vigil.config.scenario.Scenario;
import io.vigil.config.scenario.ScenarioFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: what would have alarmed. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Prints the alarm events of scenario files or exported sessions, one JSON object a line.",
        exitCodeOnInvalidInput = 2)
public final class ReplayCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int INVALID_CONFIGURATION = 3;

    private final Function<String, List<Rule>> protocols;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenario files (JSON)")
    private List<Path> files = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "ID or FILE",
            description = "run with this protocol's rules instead of the file's own")
    private String protocol = "";

    /**
     * @param protocols the rules of a protocol by id or file; empty when there is none such; throws
     *     IllegalArgumentException with the problem, on one line, when it does not load
     */
    public ReplayCommand(Function<String, List<Rule>> protocols) {
        this.protocols = protocols;
    }

    @Override
    public Integer call() {
        List<Rule> instead = List.of();
        if (!protocol.isEmpty()) {
            try {
                instead = protocols.apply(protocol);
            } catch (IllegalArgumentException unloadable) {
                return complain(String.valueOf(unloadable.getMessage()), INVALID_CONFIGURATION);
            }
            if (instead.isEmpty()) {
                return complain(
                        "--protocol: no protocol or file '" + protocol + "'; give a protocol's id or its file",
                        WRONG_USAGE);
            }
        }
        return replay(instead);
    }

    private int replay(List<Rule> instead) {
        var out = spec.commandLine().getOut();
        var lines = new ReplayLines(out);
        for (Path file : files) {
            Optional<String> problem = ScenarioFile.read(file, scenario -> run(scenario, instead, lines));
            lines.flush();
            if (problem.isPresent()) {
                return complain(problem.get(), FAILED);
            }
        }
        return out.checkError() ? FAILED : DONE;
    }

    private Optional<String> run(Scenario scenario, List<Rule> instead, ReplayLines lines) {
        List<Rule> rules = instead.isEmpty() ? scenario.rules() : instead;
        if (rules.isEmpty() && !scenario.protocol().isEmpty()) {
            try {
                rules = protocols.apply(scenario.protocol());
            } catch (IllegalArgumentException unloadable) {
                return Optional.of(String.valueOf(unloadable.getMessage()));
            }
            if (rules.isEmpty()) {
                return Optional.of("/protocol: no protocol '" + scenario.protocol() + "'; give the scenario 'rules'");
            }
        }
        new ReplayRun(scenario, rules, lines).run();
        return Optional.empty();
    }

    private int complain(String problem, int exitCode) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("vigil replay: " + problem.lines().findFirst().orElse(""));
        err.flush();
        return exitCode;
    }
}
