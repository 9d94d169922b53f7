package io.vigil.cli;

import io.vigil.cli.UserActions.Result;
import io.vigil.cli.option.DataOption;
import io.vigil.config.Outcome;
import io.vigil.time.Clock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code user}: who may sign in. Asks the running service; works on the data folder itself where none runs. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Local users, also while the service runs. Passwords come from standard input.")
public final class UserCommand implements Runnable {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int INVALID = 3;

    private final UserBook book;
    private final UserSecrets secrets;
    private final Clock clock;
    private final BufferedReader input;

    @Mixin
    private final DataOption data;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before any command runs
    private CommandSpec spec;

    /** @param input standard input */
    public UserCommand(UserBook book, UserSecrets secrets, DataOption data, Clock clock, BufferedReader input) {
        this.book = book;
        this.secrets = secrets;
        this.data = data;
        this.clock = clock;
        this.input = input;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: add, passwd, disable, list or token");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Adds a user; the first line of standard input is the password.")
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", required = true, description = "viewer, nurse, clinician, technician or admin")
                    String role) {
        if (!UserActions.goodName(name)) {
            throw wrong("'" + name + "' cannot be a user name; use letters, digits, '.', '_', '@' and '-'");
        }
        if (!UserActions.ROLES.contains(role)) {
            throw wrong("no role '" + role + "'; use one of " + String.join(", ", UserActions.ROLES));
        }
        return act(users -> users.add(name, role, password()));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Sets a password, the first line of standard input, and enables the user.")
    int passwd(@Parameters(paramLabel = "NAME") String name) {
        return act(users -> users.passwd(name, password()));
    }

    @Command(mixinStandardHelpOptions = true, description = "Lets a user in no more, neither by password nor by token.")
    int disable(@Parameters(paramLabel = "NAME") String name) {
        return act(users -> users.disable(name));
    }

    @Command(mixinStandardHelpOptions = true, description = "Prints name, role and state, one user a line.")
    int list() {
        return act(UserActions::list);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Prints a new API token with the user's role; it is shown only once.")
    int token(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--label", defaultValue = "command line", description = "what the token is for")
                    String label) {
        return act(users -> users.token(name, label, clock));
    }

    private int act(Function<UserActions, Result> action) {
        Outcome<Path> folder = data.read();
        if (folder instanceof Outcome.Refused<Path> refused) {
            refused.problems().forEach(problem -> say(false, problem.toString()));
            return INVALID;
        }
        UserBook.Loan loan = book.open(((Outcome.Read<Path>) folder).value());
        if (loan instanceof UserBook.Loan.Open open) {
            try {
                Result result = action.apply(new UserActions(open.accounts(), secrets));
                say(result.done(), result.text());
                return result.done() ? DONE : FAILED;
            } finally {
                open.close().run();
            }
        }
        say(false, ((UserBook.Loan.Refused) loan).reason());
        return FAILED;
    }

    /** The first line; empty where there is none, which is then too short. */
    private String password() {
        try {
            String line = input.readLine();
            return line == null ? "" : line;
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void say(boolean done, String text) {
        var line = spec.commandLine();
        (done ? line.getOut() : line.getErr()).println(text);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
