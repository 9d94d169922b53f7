package io.vigil.cli.option;

import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which data folder a command works on. */
public final class DataOption {
    private final ConfigReader reader;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "the data folder; without it that of --config, or vigil-data")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--config", scope = ScopeType.INHERIT, paramLabel = "FILE", description = "the configuration")
    private Optional<Path> config = Optional.empty();

    public DataOption(ConfigReader reader) {
        this.reader = reader;
    }

    /** @throws IOException when the configuration is not valid; the message is its first problem */
    public Path folder() throws IOException {
        if (data.isPresent() || config.isEmpty()) {
            return data.orElse(VigilConfig.embedded().data());
        }
        Outcome<VigilConfig> outcome = reader.read(config.get());
        if (outcome instanceof Outcome.Refused<VigilConfig> refused) {
            throw new IOException(refused.problems().get(0).toString());
        }
        return ((Outcome.Read<VigilConfig>) outcome).value().data();
    }
}
