package io.vigil.cli;

import io.vigil.cli.option.DataOption;
import io.vigil.store.beside.Beside;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code backup}: one consistent file, also while the service runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copies the embedded database into one file, also while the service runs.")
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data;

    @Parameters(paramLabel = "FILE", description = "a file that does not exist yet")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public BackupCommand(DataOption data) {
        this.data = data;
    }

    @Override
    public Integer call() throws IOException {
        try (Beside store = Beside.open(data.folder())) {
            store.backup(file);
        }
        spec.commandLine().getOut().println(file + " written and verified");
        return 0;
    }
}
