package io.vigil.cli;

import io.vigil.cli.demo.Demo;
import io.vigil.config.Listen;
import io.vigil.time.Clock;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the whole service with simulated patients, nothing to install. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "The whole service with simulated patients: their devices speak true wire protocols over real",
            "pseudo-terminals and MQTT, charts go to an embedded FHIR receiver."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final int MOST_PATIENTS = 16;

    private final Clock clock;

    @Option(names = "--patients", paramLabel = "N", description = "1 to 16; 4 without, or one for each recording")
    private Optional<Integer> patients = Optional.empty();

    @Option(names = "--http", paramLabel = "HOST:PORT", description = "where the dashboard listens: ${DEFAULT-VALUE}")
    private String http = Listen.HTTP.toString();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keeps the demonstration over a restart; without it a new temporary folder")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--recording",
            arity = "1..*",
            paramLabel = "FILE",
            description = "drives each simulator from a real 1 Hz CSV or an HH:MM,Param,Value chart")
    private List<Path> recordings = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private CommandSpec spec;

    public DemoCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Listen listen = Listen.parse(http)
                .filter(Listen::loopback)
                .orElseThrow(() -> wrong("--http takes a loopback HOST:PORT such as 127.0.0.1:8080, not " + http));
        int count = patients.orElse(recordings.isEmpty() ? 4 : recordings.size());
        if (count < 1 || count > MOST_PATIENTS) {
            throw wrong("--patients takes 1 to " + MOST_PATIENTS + ", not " + count);
        }
        if (recordings.size() > count) {
            throw wrong(recordings.size() + " recordings need as many patients; leave out --patients");
        }
        Path folder = data.isPresent() ? data.get() : Files.createTempDirectory("vigil-demo");
        PrintWriter out = spec.commandLine().getOut();
        try (Demo demo = Demo.start(clock, listen, folder, count, recordings)) {
            demo.hints().forEach(out::println);
            out.flush();
            Until.stopped(demo.service());
        }
        return 0;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
