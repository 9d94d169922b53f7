package io.vigil.cli;

import io.vigil.cli.option.DataOption;
import io.vigil.store.beside.Beside;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code audit}: the log of who did what. */
@Command(name = "audit", mixinStandardHelpOptions = true, description = "The log of who did what.")
public final class AuditCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    @Mixin
    private final DataOption data;

    public AuditCommand(DataOption data) {
        this.data = data;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: verify");
    }

    /** Reads beside a running service. */
    @Command(mixinStandardHelpOptions = true, description = "Follows the hash chain; exit code 1 when it is broken.")
    int verify() throws IOException {
        try (Beside store = Beside.open(data.folder())) {
            Optional<String> problem = store.auditProblem();
            var line = spec.commandLine();
            problem.ifPresentOrElse(
                    words -> line.getErr().println(words + "; compare with a backup"),
                    () -> line.getOut().println(store.auditRecords() + " audit records, chain whole"));
            return problem.isPresent() ? 1 : 0;
        }
    }
}
