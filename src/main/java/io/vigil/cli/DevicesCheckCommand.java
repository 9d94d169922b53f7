package io.vigil.cli;

import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code devices check DIR}: each problem as {@code FILE:LINE:COL: message}. */
@Command(
        name = "check",
        description = "Reads descriptions of devices and runs the examples inside them.",
        mixinStandardHelpOptions = true)
final class DevicesCheckCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int INVALID = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The folder of one device, or of a folder for each.")
    private @Nullable Path folder;

    @Override
    public Integer call() {
        CommandSpec here = Objects.requireNonNull(spec);
        PrintWriter out = here.commandLine().getOut();
        PrintWriter err = here.commandLine().getErr();
        Path at = Objects.requireNonNull(folder);
        if (!Files.isDirectory(at)) {
            err.println("no folder " + at + "; give the folder that holds your devices' folders");
            return FAILED;
        }
        Catalogue catalogue = Catalogue.of(at);
        for (DeviceType type : catalogue.all()) {
            out.println(type.id() + ": right");
        }
        out.flush();
        catalogue.problems().forEach(err::println);
        if (catalogue.all().isEmpty() && catalogue.problems().isEmpty()) {
            err.println("no device.yaml in " + at + " or in a folder of it");
            return FAILED;
        }
        return catalogue.problems().isEmpty() ? 0 : INVALID;
    }
}
