package io.vigil.cli.option;

import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which device types a command knows: the shipped ones, and those of a folder of the clinic's own. */
public final class CatalogueOption {
    @Option(
            names = "--devices",
            paramLabel = "DIR",
            description = "a folder with descriptions of your own devices; without it that of --config")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration that names such a folder")
    private Optional<Path> config = Optional.empty();

    private static ConfigReader reader() {
        return new ConfigReader(
                System.getenv(),
                Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet()));
    }

    /** @throws IOException when there is no such folder or the configuration is not valid; the message says it */
    public Catalogue catalogue() throws IOException {
        if (folder.isPresent()) {
            if (!Files.isDirectory(folder.get())) {
                throw new IOException("no folder " + folder.get() + "; give the one that holds your devices' folders");
            }
            return Catalogue.builtIn().with(folder.get());
        }
        if (config.isEmpty()) {
            return Catalogue.builtIn();
        }
        Outcome<VigilConfig> outcome = reader().read(config.get());
        if (outcome instanceof Outcome.Refused<VigilConfig> refused) {
            throw new IOException(refused.problems().get(0).toString());
        }
        return ((Outcome.Read<VigilConfig>) outcome).value().catalogue();
    }

    /** What to say of a type that is none of them. */
    public static String unknown(String type, Catalogue catalogue) {
        String known = catalogue.all().stream().map(DeviceType::id).collect(Collectors.joining(" "));
        return "unknown device type " + type + "; there are: " + known;
    }
}
