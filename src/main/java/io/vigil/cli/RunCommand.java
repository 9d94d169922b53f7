package io.vigil.cli;

import io.vigil.cli.service.Service;
import io.vigil.cli.service.ServicePlan;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import io.vigil.session.Protocol;
import io.vigil.time.Clock;
import io.vigil.web.signin.SetupCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code run}: the service. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "The service. Without a configuration: the embedded endpoint and database, loopback only,",
            "no simulated device. Stop it with SIGTERM or Ctrl-C."
        })
public final class RunCommand implements Callable<Integer> {
    private static final int INVALID = 3;

    private final ConfigReader reader;
    private final Clock clock;

    @Option(names = "--config", paramLabel = "FILE", description = "the configuration, vigil.yaml")
    private Optional<Path> file = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public RunCommand(ConfigReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Outcome<VigilConfig> read = file.map(reader::read).orElseGet(() -> new Outcome.Read<>(VigilConfig.embedded()));
        if (read instanceof Outcome.Refused<VigilConfig> refused) {
            refused.problems().forEach(err::println);
            return INVALID;
        }
        VigilConfig config = ((Outcome.Read<VigilConfig>) read).value();
        // A wrong description costs its own type, and no patient the others.
        config.catalogue().problems().forEach(err::println);
        Outcome<List<Protocol>> protocols = Protocols.read(config.protocols());
        if (protocols instanceof Outcome.Refused<List<Protocol>> refused) {
            refused.problems().forEach(err::println);
            return INVALID;
        }
        List<Protocol> known = ((Outcome.Read<List<Protocol>>) protocols).value();
        // Where the clinic's own accounts let people in, nobody needs a first one here.
        String code = config.oidc().isPresent() ? "" : SetupCode.fresh();
        try (Service service =
                Service.start(new ServicePlan(config, known, clock, false, List.of(), code, List.of()))) {
            greet(config, service, code, spec.commandLine().getOut());
            Until.stopped(service);
        }
        return 0;
    }

    private void greet(VigilConfig config, Service service, String code, PrintWriter out) {
        String scheme = config.http().tls().isPresent() ? "https" : "http";
        out.println("Dashboard " + scheme + "://" + config.http().listen().host() + ":" + service.httpPort() + "/");
        if (service.mqttPort() > 0) {
            out.println("MQTT      tcp://" + config.mqtt().embedded().listen().host() + ":" + service.mqttPort());
        }
        out.println("Data      " + config.data().toAbsolutePath());
        if (service.accounts().accounts().isEmpty()) {
            invite(config, code).forEach(out::println);
        }
        out.flush();
    }

    /** To the console alone: whoever reads it is at this machine. The code is as good as a key until it is used. */
    private static List<String> invite(VigilConfig config, String code) {
        String here = "`java -jar vigil.jar user add NAME --role admin --data " + config.data() + "`";
        return code.isEmpty()
                ? List.of("No local account yet: " + here)
                : List.of(
                        "",
                        "Nobody can sign in yet. Open the dashboard and make the first account with the",
                        "Setup code " + code,
                        "It works once, until there is an account. Without a browser: " + here,
                        "");
    }
}
