package io.vigil.cli;

import io.vigil.cli.option.DataOption;
import io.vigil.store.beside.Backups;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code restore}: a backup in the place of the database of a service that is stopped. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Verifies a backup and puts it in the place of the database. Stop the service first.")
public final class RestoreCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private final DataOption data;

    @Parameters(paramLabel = "FILE", description = "made by backup")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public RestoreCommand(DataOption data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        Backups.Restored restored = Backups.restore(file, data.folder(), clock.wallMillis());
        var out = spec.commandLine().getOut();
        out.println("restored " + restored.sessions() + " sessions with " + restored.records() + " records");
        restored.before().ifPresent(kept -> out.println("the database before is kept as " + kept));
        return 0;
    }
}
