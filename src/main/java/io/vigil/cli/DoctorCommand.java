package io.vigil.cli;

import io.vigil.cli.hatch.HatchCall;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Probe;
import io.vigil.config.Problem;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import io.vigil.store.beside.Beside;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what is wrong now, in a page that a technician can read to somebody on the telephone. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "What is wrong now: the running service, the configuration, the links, the data folder, the audit chain.",
            "Changes nothing and may run beside the service. Exit code 0: nothing is wrong, 1: something is."
        })
public final class DoctorCommand implements Callable<Integer> {
    /** A clinic's year of sessions is a few hundred megabytes. */
    private static final long LITTLE_SPACE_BYTES = 1L << 30;

    private final ConfigReader reader;
    private final List<Probe> probes;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration, vigil.yaml")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder, where it is not the configuration's")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--quiet", description = "prints only what is wrong")
    private boolean quiet;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    private int wrong;

    /** @param probes what to try of a configuration that reads well */
    public DoctorCommand(ConfigReader reader, List<Probe> probes) {
        this.reader = reader;
        this.probes = List.copyOf(probes);
    }

    @Override
    public Integer call() {
        wrong = 0;
        String version = spec.root().version().length == 0 ? "" : spec.root().version()[0];
        well("program", version + ", Java " + Runtime.version() + ", " + System.getProperty("os.name"));
        VigilConfig config = configuration();
        Path folder = data.orElse(config.data());
        service(folder);
        if (file.isPresent()) {
            probes.forEach(probe -> problems("links", "every link answers", probe.problems(config)));
        }
        space(folder);
        records(folder);
        if (!quiet) {
            out().println(
                            wrong == 0
                                    ? "Nothing is wrong."
                                    : wrong + (wrong == 1 ? " thing is" : " things are") + " wrong.");
        }
        return wrong == 0 ? 0 : 1;
    }

    private VigilConfig configuration() {
        if (file.isEmpty()) {
            well("configuration", "none named: the built-in defaults");
            return VigilConfig.embedded();
        }
        Outcome<VigilConfig> outcome = reader.read(file.get());
        if (outcome instanceof Outcome.Refused<VigilConfig> refused) {
            problems("configuration", "", refused.problems());
            return VigilConfig.embedded();
        }
        VigilConfig config = ((Outcome.Read<VigilConfig>) outcome).value();
        List<Problem> protocols = Protocols.read(config.protocols()) instanceof Outcome.Refused<?> refused
                ? refused.problems()
                : List.of();
        problems("configuration", file.get() + " reads well, and so do its protocols", protocols);
        return config;
    }

    private void service(Path folder) {
        Optional<HatchCall> service = HatchCall.to(folder);
        if (service.isEmpty()) {
            bad("service", "none runs on " + folder.toAbsolutePath() + "; start it, or name its folder with --data");
            return;
        }
        try (HatchCall call = service.get()) {
            var problems = call.problems();
            if (problems.isEmpty()) {
                well("service", "runs on " + folder.toAbsolutePath() + " and reports no problem");
            }
            problems.forEach((part, reason) -> bad("service", part + ": " + reason));
        } catch (IOException | IllegalStateException silent) {
            bad("service", String.valueOf(silent.getMessage()));
        }
    }

    private void space(Path folder) {
        if (!Files.isDirectory(folder)) {
            bad("data", "there is no folder " + folder.toAbsolutePath() + "; `run` makes it");
            return;
        }
        try {
            FileStore disk = Files.getFileStore(folder);
            long free = disk.getUsableSpace();
            String words = (free >> 20) + " MB free on the disk of " + folder.toAbsolutePath();
            if (free < LITTLE_SPACE_BYTES) {
                bad("data", words + "; make room before it is full");
            } else {
                well("data", words);
            }
        } catch (IOException unreadable) {
            bad("data", folder + " cannot be looked at: " + unreadable.getMessage());
        }
    }

    private void records(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Beside store = Beside.open(folder)) {
            int sessions = store.sessions().size();
            store.auditProblem()
                    .ifPresentOrElse(
                            broken -> bad("audit", broken + "; compare with a backup"),
                            () -> well("audit", "the chain of " + store.auditRecords() + " records is whole"));
            well("records", sessions + " sessions");
        } catch (IOException | RuntimeException unreadable) {
            bad("records", String.valueOf(unreadable.getMessage()));
        }
    }

    private void problems(String part, String without, List<Problem> problems) {
        problems.forEach(problem -> bad(part, problem.toString()));
        if (problems.isEmpty()) {
            well(part, without);
        }
    }

    private void well(String part, String words) {
        if (!quiet) {
            out().printf("ok     %-14s %s%n", part, words);
        }
    }

    private void bad(String part, String words) {
        wrong++;
        out().printf("WRONG  %-14s %s%n", part, words);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
