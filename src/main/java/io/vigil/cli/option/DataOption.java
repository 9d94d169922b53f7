package io.vigil.cli.option;

import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
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

    /** @throws InvalidConfiguration when the configuration that was to name it is not valid */
    public Path folder() throws InvalidConfiguration {
        Outcome<Path> outcome = read();
        if (outcome instanceof Outcome.Refused<Path> refused) {
            throw new InvalidConfiguration(refused.problems());
        }
        return ((Outcome.Read<Path>) outcome).value();
    }

    /** The folder, or every problem of the configuration that was to name it. */
    public Outcome<Path> read() {
        if (data.isPresent() || config.isEmpty()) {
            return new Outcome.Read<>(data.orElse(VigilConfig.embedded().data()));
        }
        Outcome<VigilConfig> outcome = reader.read(config.get());
        return outcome instanceof Outcome.Refused<VigilConfig> refused
                ? new Outcome.Refused<>(refused.problems())
                : new Outcome.Read<>(
                        ((Outcome.Read<VigilConfig>) outcome).value().data());
    }
}
