package io.vigil.cli.replay;

import io.vigil.session.Protocol;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: what would have alarmed. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the alarm events of scenario files, exported sessions (scenario, jsonl) and recordings (CSV), one",
            "JSON object a line. A recording runs under " + ReplayFiles.FOR_RECORDINGS
                    + " unless --protocol says otherwise.",
            "Every key of a scenario, and those only an exported session has: deploy/docs/scenario-files.md"
        },
        exitCodeOnInvalidInput = 2)
public final class ReplayCommand implements Callable<Integer> {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int INVALID_CONFIGURATION = 3;

    /** Where protocols are found. */
    @FunctionalInterface
    public interface Shelf {
        /**
         * @param named a protocol's id or a file that holds one
         * @param config whose folder of protocols is looked through too
         * @return empty when there is none such
         * @throws IllegalArgumentException with the problem, on one line, when it does not load
         */
        Optional<Protocol> find(String named, Optional<Path> config);
    }

    private final Shelf shelf;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "scenario files, exported sessions, recordings")
    private List<Path> files = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "ID or FILE",
            description = "run with this protocol's rules instead of the file's own")
    private String protocol = "";

    @Option(
            names = "--diff",
            paramLabel = "ID or FILE",
            description = "print no events but what these rules would change: alarms gone, added and moved, and the"
                    + " summaries before and after")
    private String other = "";

    @Option(
            names = "--summary",
            description = "after the events: alarms per hour, time in alarm and seconds to clear, by priority")
    private boolean summary;

    @Option(names = "--phase", paramLabel = "ID", description = "the phase in which a recording is replayed")
    private String phase = "";

    @Option(names = "--config", paramLabel = "FILE", description = "vigil.yaml, for the clinic's own protocols")
    private Optional<Path> config = Optional.empty();

    public ReplayCommand(Shelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public Integer call() {
        Optional<Protocol> instead;
        Optional<Protocol> compared;
        try {
            instead = named(protocol);
            compared = named(other);
        } catch (IllegalArgumentException unloadable) {
            return complain(String.valueOf(unloadable.getMessage()), INVALID_CONFIGURATION);
        }
        if (instead.isEmpty() && !protocol.isEmpty()) {
            return complain(unknown("--protocol", protocol), WRONG_USAGE);
        }
        if (compared.isEmpty() && !other.isEmpty()) {
            return complain(unknown("--diff", other), WRONG_USAGE);
        }
        return replay(instead, compared);
    }

    private Optional<Protocol> named(String name) {
        return name.isEmpty() ? Optional.empty() : shelf.find(name, config);
    }

    private static String unknown(String option, String name) {
        return option + ": no protocol or file '" + name + "'; give a protocol's id or its file";
    }

    private int replay(Optional<Protocol> instead, Optional<Protocol> compared) {
        var out = spec.commandLine().getOut();
        var lines = new ReplayLines(out);
        var sources = new ReplayFiles(name -> shelf.find(name, config), phase);
        for (Path file : files) {
            Optional<String> problem = sources.each(file, instead, source -> one(source, instead, compared, lines));
            lines.flush();
            if (problem.isPresent()) {
                return complain(problem.get(), FAILED);
            }
        }
        return out.checkError() ? FAILED : DONE;
    }

    private void one(ReplaySource source, Optional<Protocol> instead, Optional<Protocol> compared, ReplayLines lines) {
        if (compared.isPresent()) {
            diff(source, instead, compared, lines);
        } else if (summary) {
            var tally = new ReplayTally(lines);
            source.run(instead, tally);
            tally.summary("summary", source.endMillis(), source.sessions(), lines);
        } else {
            source.run(instead, lines);
        }
    }

    private static void diff(
            ReplaySource source, Optional<Protocol> instead, Optional<Protocol> compared, ReplayLines lines) {
        var before = new ReplayTally(ReplayHeard.NOBODY);
        var after = new ReplayTally(ReplayHeard.NOBODY);
        source.run(instead, before);
        source.run(compared, after);
        before.scenarioOf(source.id(), lines);
        before.difference(after, lines);
        before.summary("before", source.endMillis(), source.sessions(), lines);
        after.summary("after", source.endMillis(), source.sessions(), lines);
    }

    private int complain(String problem, int exitCode) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("vigil replay: " + problem.lines().findFirst().orElse(""));
        err.flush();
        return exitCode;
    }
}
