package io.vigil.cli;

import io.vigil.cli.decode.DecodeCommand;
import io.vigil.cli.export.ExportCommand;
import io.vigil.cli.export.ImportCommand;
import io.vigil.cli.option.DataOption;
import io.vigil.cli.option.InvalidConfiguration;
import io.vigil.cli.pki.PkiCommand;
import io.vigil.cli.replay.ReplayCommand;
import io.vigil.cli.service.CertificateProbe;
import io.vigil.cli.service.LinkProbe;
import io.vigil.config.ConfigReader;
import io.vigil.config.Outcome;
import io.vigil.config.Protocols;
import io.vigil.config.VigilConfig;
import io.vigil.device.Catalogue;
import io.vigil.device.DeviceType;
import io.vigil.device.mqtt.broker.MqttPublisher;
import io.vigil.session.Protocol;
import io.vigil.time.Clock;
import io.vigil.web.signin.Passwords;
import io.vigil.web.signin.Secrets;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** All commands, and what they have in common: exit codes, and errors of one line. */
@Command(
        name = "vigil",
        mixinStandardHelpOptions = true,
        versionProvider = Commands.Version.class,
        description = "Secondary alarm display for ketamine sessions. Bedside monitors stay the primary alarm.")
public final class Commands implements Runnable {
    private static final int FAILED = 1;
    private static final int INVALID = 3;
    private static final int WRONG_USAGE = 2;
    private static final String VERBOSE = "--verbose";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before run()
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do, for example: demo");
    }

    /** @return the exit code: 0 done, 1 failed, 2 wrong usage, 3 invalid configuration */
    public static int run(String... args) {
        boolean verbose = Arrays.asList(args).contains(VERBOSE);
        String[] rest = Arrays.stream(args).filter(arg -> !arg.equals(VERBOSE)).toArray(String[]::new);
        return line(verbose).execute(rest);
    }

    private static CommandLine line(boolean verbose) {
        Clock clock = Clock.system();
        ConfigReader reader = new ConfigReader(
                System.getenv(),
                Catalogue.builtIn().all().stream().map(DeviceType::id).collect(Collectors.toSet()));
        CommandLine line = new CommandLine(new Commands());
        line.addSubcommand(new DemoCommand(clock));
        line.addSubcommand(new RunCommand(reader, clock));
        line.addSubcommand(new CheckCommand(reader, List.of(new CertificateProbe(clock), new LinkProbe())));
        line.addSubcommand(new DecodeCommand());
        line.addSubcommand(new SimulateCommand(url -> publisher(url, clock)));
        line.addSubcommand(new DevicesCommand());
        line.addSubcommand(new ReplayCommand((named, config) -> protocol(reader, named, config)));
        line.addSubcommand(
                new UserCommand(new LentAccounts(clock), secrets(), new DataOption(reader), clock, standardInput()));
        line.addSubcommand(new ExportCommand(new DataOption(reader)));
        line.addSubcommand(new ImportCommand(new DataOption(reader), clock));
        line.addSubcommand(new BackupCommand(new DataOption(reader)));
        line.addSubcommand(new RestoreCommand(new DataOption(reader), clock));
        line.addSubcommand(new AuditCommand(new DataOption(reader)));
        line.addSubcommand(new KeysCommand(reader, clock));
        line.addSubcommand(new PkiCommand(clock));
        line.addSubcommand(new DoctorCommand(reader, List.of(new CertificateProbe(clock), new LinkProbe())));
        line.setExitCodeExceptionMapper(fault -> FAILED);
        line.setParameterExceptionHandler((wrong, given) -> {
            wrong.getCommandLine().getErr().println(firstLine(wrong) + "; see --help");
            return WRONG_USAGE;
        });
        line.setExecutionExceptionHandler((fault, command, result) -> {
            if (verbose) {
                fault.printStackTrace(command.getErr());
            } else if (fault instanceof InvalidConfiguration) {
                command.getErr().println(fault.getMessage());
            } else {
                command.getErr().println(firstLine(fault));
            }
            return fault instanceof InvalidConfiguration ? INVALID : FAILED;
        });
        return line;
    }

    private static String firstLine(Exception fault) {
        String message = fault.getMessage();
        return message == null || message.isBlank()
                ? fault.getClass().getSimpleName() + "; run with --verbose to see where"
                : message.lines().findFirst().orElse(message);
    }

    private static BufferedReader standardInput() {
        return new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    }

    private static UserSecrets secrets() {
        return new UserSecrets(Passwords::hash, Secrets::fresh, Secrets::hash);
    }

    private static BiConsumer<String, byte[]> publisher(String url, Clock clock) {
        MqttPublisher publisher =
                new MqttPublisher(url, "vigil-simulate-" + Secrets.fresh().substring(0, 8), clock);
        publisher.start();
        return publisher::publish;
    }

    private static Optional<Protocol> protocol(ConfigReader reader, String named, Optional<Path> config) {
        if (Files.isRegularFile(Path.of(named))) {
            return Optional.of(orComplain(Protocols.readFile(Path.of(named))));
        }
        Optional<Path> folder =
                config.map(file -> orComplain(reader.read(file))).flatMap(VigilConfig::protocols);
        return orComplain(Protocols.read(folder)).stream()
                .filter(protocol -> protocol.id().equals(named))
                .findFirst();
    }

    private static <T> T orComplain(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Read<T> read) {
            return read.value();
        }
        throw new IllegalArgumentException(
                ((Outcome.Refused<T>) outcome).problems().get(0).toString());
    }

    /** The version in the jar's manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Commands.class.getPackage().getImplementationVersion();
            return new String[] {"vigil " + (version == null ? "(not packaged)" : version)};
        }
    }
}
