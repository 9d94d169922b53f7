package io.vigil.cli;

import io.vigil.cli.option.InvalidConfiguration;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.VigilConfig;
import io.vigil.config.VigilConfig.Credentials;
import io.vigil.fhir.smart.KeyRing;
import io.vigil.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code keys}: the key pairs that prove to an EHR who we are. Also while the service runs. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Key pairs for SMART Backend Services. The service reads the folder itself: no restart is needed.",
            "To change the key: `keys new`, wait a day while the EHR learns it, then `keys retire` the old one."
        })
public final class KeysCommand implements Runnable {
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final ConfigReader reader;
    private final Clock clock;

    @Option(
            names = "--folder",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "the folder of the keys; without it that of --config (ehr.auth.keys)")
    private Optional<Path> folder = Optional.empty();

    @Option(names = "--config", scope = ScopeType.INHERIT, paramLabel = "FILE", description = "the configuration")
    private Optional<Path> config = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    public KeysCommand(ConfigReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: new, list, publish or retire");
    }

    @Command(name = "new", mixinStandardHelpOptions = true, description = "Makes a key pair and prints its id.")
    int create(
            @Option(names = "--alg", defaultValue = "ES384", description = "ES384 (the default) or RS384")
                    String algorithm)
            throws IOException {
        out().println(ring().create(algorithm, clock.wallMillis()).id());
        return DONE;
    }

    @Command(mixinStandardHelpOptions = true, description = "Prints id, algorithm, age and use, the oldest first.")
    int list() throws IOException {
        for (KeyRing.Entry key : ring().entries(clock.wallMillis())) {
            long from = key.createdMillis() + KeyRing.PUBLISHED_FIRST_MILLIS;
            String use = key.signs()
                    ? "signs"
                    : from > clock.wallMillis()
                            ? "published, signs from " + Instant.ofEpochMilli(from)
                            : "published, no longer signs: retire it";
            out().println(key.id() + "\t" + key.algorithm() + "\t" + Instant.ofEpochMilli(key.createdMillis()) + "\t"
                    + use);
        }
        return DONE;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Prints the public keys as a JWK set, as served at /.well-known/jwks.json.")
    int publish() throws IOException {
        out().println(ring().publicSet());
        return DONE;
    }

    @Command(mixinStandardHelpOptions = true, description = "Deletes a key pair for good.")
    int retire(@Parameters(paramLabel = "ID") String id) throws IOException {
        if (ring().retire(id)) {
            return DONE;
        }
        spec.commandLine().getErr().println("no key '" + id + "'; `keys list` shows which there are");
        return FAILED;
    }

    private KeyRing ring() throws IOException {
        if (folder.isPresent()) {
            return new KeyRing(folder.get());
        }
        if (config.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name the keys' folder with --folder or --config");
        }
        Outcome<VigilConfig> outcome = reader.read(config.get());
        if (outcome instanceof Outcome.Refused<VigilConfig> refused) {
            throw new InvalidConfiguration(refused.problems());
        }
        return ((Outcome.Read<VigilConfig>) outcome)
                .value()
                .ehr()
                .map(VigilConfig.Ehr::credentials)
                .filter(Credentials.Smart.class::isInstance)
                .map(smart -> new KeyRing(((Credentials.Smart) smart).keys()))
                .orElseThrow(() -> new IOException(config.get() + " has no ehr.auth of type smart"));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
