package io.vigil.cli.export;

import io.vigil.cli.option.DataOption;
import io.vigil.store.beside.Import;
import io.vigil.store.record.RecordFile;
import io.vigil.store.record.SessionRecord;
import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import}: sessions of another installation into the folder of a service that is stopped. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in sessions exported as jsonl from another installation, for study. Stop the service first.",
            "They are marked by an id that begins with imported-, over, without the patient's names and ids (notes stay",
            "as they were written), never charted, and nobody is called for them."
        })
public final class ImportCommand implements Callable<Integer> {
    private final Clock clock;

    @Mixin
    private final DataOption data;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "made by export --format jsonl, or kept by retention")
    private List<Path> files = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public ImportCommand(DataOption data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            SessionRecord record = RecordFile.read(file);
            String id = Import.into(data.folder(), record, clock);
            spec.commandLine()
                    .getOut()
                    .println(id + " imported: " + record.inputs().size() + " inputs, "
                            + record.events().size() + " events");
        }
        return 0;
    }
}
