package io.vigil.cli.pki;

import io.vigil.time.Clock;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code pki}: certificates for a network that has no authority of its own. */
@Command(
        name = "pki",
        mixinStandardHelpOptions = true,
        description = {
            "A small certificate authority for this site: TLS for the station, the MQTT endpoint and devices.",
            "`pki init` once; give ca.pem to every browser and device, keep ca.key to yourself, best on a stick.",
            "There is no revocation: when a key is lost, begin anew in an empty folder."
        })
public final class PkiCommand implements Runnable {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final long DAY_MILLIS = 86_400_000L;
    private static final long SOON_DAYS = 60;
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,39}");

    private final Clock clock;

    @Option(
            names = "--folder",
            scope = ScopeType.INHERIT,
            defaultValue = "pki",
            paramLabel = "DIR",
            description = "where the certificates and keys lie (${DEFAULT-VALUE})")
    private Path folder = Path.of("pki");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    public PkiCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: init, server, device or list");
    }

    @Command(mixinStandardHelpOptions = true, description = "Makes the authority: ca.pem and ca.key, for ten years.")
    int init(@Option(names = "--site", defaultValue = "this site", description = "stands in its name") String site)
            throws IOException {
        Authority authority = new Authority(folder);
        if (authority.isFounded()) {
            return failed("there is an authority in " + folder + " already; name another --folder");
        }
        authority.found(site, clock.wallMillis());
        say(authority.certificate());
        return DONE;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "A certificate for a server of Vigil's: http.tls or mqtt.embedded.tls.")
    int server(
            @Parameters(paramLabel = "NAME", description = "the name or address by which it is reached") String name,
            @Option(names = "--also", paramLabel = "NAME", description = "a further name or address") List<String> also,
            @Option(names = "--days", defaultValue = "825", description = "valid so long (${DEFAULT-VALUE})") int days,
            @Option(names = "--replace", description = "in place of the one of that name") boolean replace)
            throws IOException {
        List<String> names = new ArrayList<>(List.of(name));
        names.addAll(also == null ? List.of() : also);
        for (String each : names) {
            if (!HOST.matcher(each).matches()) {
                return failed("'" + each + "' is neither a host name nor an address");
            }
        }
        return issue(new Authority.Request(name, names, true, days, replace));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "A certificate by which a device or Vigil itself is known (mqtt.embedded.tls.client_ca).")
    int device(
            @Parameters(paramLabel = "ID", description = "the device's id, the common name in it") String id,
            @Option(names = "--days", defaultValue = "825", description = "valid so long (${DEFAULT-VALUE})") int days,
            @Option(names = "--replace", description = "in place of the one of that id") boolean replace)
            throws IOException {
        return issue(new Authority.Request(id, List.of(), false, days, replace));
    }

    @Command(mixinStandardHelpOptions = true, description = "Prints each certificate's name and end, the next first.")
    int list() throws IOException {
        Authority authority = new Authority(folder);
        if (!authority.isFounded()) {
            return failed("no authority in " + folder + "; `pki init` makes one");
        }
        for (Authority.Entry entry : authority.entries()) {
            long days = Math.floorDiv(entry.untilMillis() - clock.wallMillis(), DAY_MILLIS);
            String mark = days < 0 ? "\tEXPIRED" : days < SOON_DAYS ? "\trenew it with --replace" : "";
            spec.commandLine()
                    .getOut()
                    .println(entry.name() + "\t" + Instant.ofEpochMilli(entry.untilMillis()) + "\t" + days + " days"
                            + mark);
        }
        return DONE;
    }

    private int issue(Authority.Request request) throws IOException {
        Authority authority = new Authority(folder);
        if (!authority.isFounded()) {
            return failed("no authority in " + folder + "; `pki init` makes one");
        }
        if (!FILE_NAME.matcher(request.name()).matches() || request.name().equals("ca")) {
            return failed("'" + request.name() + "' cannot be a file's name here; use letters, digits, '.', '-', '_'"
                    + " (an IPv6 address goes to --also)");
        }
        if (request.days() < 1 || request.days() > Authority.MOST_DAYS) {
            return failed("--days " + request.days() + "; it must be 1 to " + Authority.MOST_DAYS
                    + ": longer ones are refused by browsers");
        }
        try {
            say(authority.issue(request, clock.wallMillis()));
            say(authority.key(request.name()));
            return DONE;
        } catch (FileAlreadyExistsException there) {
            return failed(there.getMessage() + " is there already; --replace makes a new one in its place");
        }
    }

    private void say(Path file) {
        spec.commandLine().getOut().println(file);
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return FAILED;
    }
}
