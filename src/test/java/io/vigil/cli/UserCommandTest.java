package io.vigil.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.cli.UserBook.Loan;
import io.vigil.cli.option.DataOption;
import io.vigil.config.ConfigReader;
import io.vigil.session.port.Accounts;
import io.vigil.time.Clock;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UserCommandTest {
    private static final UserSecrets SECRETS =
            new UserSecrets(password -> "slow(" + password + ")", () -> "fresh-token", token -> "sha(" + token + ")");

    @TempDir
    Path folder;

    private final Memory accounts = new Memory();
    private final List<Path> opened = new ArrayList<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private int closed;

    @Test
    void aUserIsAddedWithThePasswordOfStandardInput() {
        assertThat(user("correct horse battery\nnot this\n", "add", "ann", "--role", "nurse"))
                .isZero();

        assertThat(accounts.account("ann"))
                .contains(new Accounts.Account("ann", "nurse", "slow(correct horse battery)", false));
        assertThat(out + "" + err).doesNotContain("correct horse");
        assertThat(closed).isEqualTo(1);
    }

    @Test
    void aShortPasswordAnUnknownRoleAndASecondUserOfTheNameAreRefused() {
        assertThat(user("short\n", "add", "ann", "--role", "nurse")).isEqualTo(1);
        assertThat(err.toString()).contains("12 to 256 characters");
        assertThat(user("", "add", "ann", "--role", "nurse")).isEqualTo(1);
        assertThat(user("correct horse battery\n", "add", "ann", "--role", "boss"))
                .isEqualTo(2);
        assertThat(user("correct horse battery\n", "add", "-", "--role", "nurse"))
                .isEqualTo(2);
        assertThat(accounts.accounts()).isEmpty();
        assertThat(user("correct horse battery\n", "add", "ann", "--role", "nurse"))
                .isZero();
        assertThat(user("correct horse battery\n", "add", "ann", "--role", "admin"))
                .isEqualTo(1);
        assertThat(accounts.account("ann").orElseThrow().role()).isEqualTo("nurse");
    }

    @Test
    void aDisabledUserGetsNoTokenAndANewPasswordEnables() {
        user("correct horse battery\n", "add", "ann", "--role", "admin");

        assertThat(user("", "disable", "ann")).isZero();
        assertThat(user("", "token", "ann")).isEqualTo(1);
        assertThat(user("another long password\n", "passwd", "ann")).isZero();
        assertThat(accounts.account("ann"))
                .contains(new Accounts.Account("ann", "admin", "slow(another long password)", false));
    }

    @Test
    void aTokenIsPrintedOnceAndKeptOnlyAsItsHash() {
        user("correct horse battery\n", "add", "ann", "--role", "admin");
        out.getBuffer().setLength(0);

        assertThat(user("", "token", "ann", "--label", "tablet")).isZero();

        assertThat(out.toString().strip()).isEqualTo("fresh-token");
        assertThat(accounts.tokens).containsExactly("sha(fresh-token) ann tablet 42");
    }

    @Test
    void theListHasOneUserALine() {
        user("correct horse battery\n", "add", "ann", "--role", "admin");
        user("correct horse battery\n", "add", "bob", "--role", "viewer");
        user("", "disable", "bob");
        out.getBuffer().setLength(0);

        assertThat(user("", "list")).isZero();
        assertThat(out.toString().lines()).containsExactly("ann\tadmin\tenabled", "bob\tviewer\tdisabled");
    }

    @Test
    void anUnknownUserIsAFailureWithItsMend() {
        assertThat(user("", "disable", "nobody")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("no user 'nobody'; 'user list' shows who there is");
    }

    @Test
    void whileTheServiceRunsTheReasonIsSaid() {
        UserBook held = data -> new Loan.Refused(data + " is in use by a running service; stop it first");

        assertThat(command(held, "").execute("list", "--data", "d")).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("d is in use by a running service; stop it first");
    }

    @Test
    void theFolderIsThatOfTheConfiguration() throws Exception {
        Path good = Files.writeString(folder.resolve("v.yaml"), "data: /var/lib/vigil\n");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "dat: /var/lib/vigil\n");

        user("", "list");
        user("", "list", "--config", good.toString());
        user("", "--config", good.toString(), "list", "--data", "elsewhere");
        assertThat(user("", "list", "--config", bad.toString())).isEqualTo(3);

        assertThat(opened).containsExactly(Path.of("vigil-data"), Path.of("/var/lib/vigil"), Path.of("elsewhere"));
        assertThat(err.toString()).contains(bad + ":1:1: unknown key 'dat'");
    }

    @Test
    void withoutAnActionTheUsageIsWrong() {
        assertThat(user("")).isEqualTo(2);
    }

    private int user(String input, String... arguments) {
        UserBook book = data -> {
            opened.add(data);
            return new Loan.Open(accounts, () -> closed++);
        };
        return command(book, input).execute(arguments);
    }

    private CommandLine command(UserBook book, String input) {
        Clock clock = new Clock() {
            @Override
            public long wallMillis() {
                return 42;
            }

            @Override
            public long nanos() {
                return 0;
            }
        };
        var command = new UserCommand(
                book,
                SECRETS,
                new DataOption(new ConfigReader(Map.of(), Set.of())),
                clock,
                new BufferedReader(new StringReader(input)));
        return new CommandLine(command).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    /** Accounts in memory. */
    private static final class Memory implements Accounts {
        private final Map<String, Account> users = new TreeMap<>();
        private final List<String> tokens = new ArrayList<>();

        @Override
        public Optional<Account> account(String user) {
            return Optional.ofNullable(users.get(user));
        }

        @Override
        public List<Account> accounts() {
            return List.copyOf(users.values());
        }

        @Override
        public void save(Account account) {
            users.put(account.user(), account);
        }

        @Override
        public void saveToken(String tokenHash, String user, String name, long createdMillis) {
            tokens.add(tokenHash + " " + user + " " + name + " " + createdMillis);
        }

        @Override
        public Optional<String> userOfToken(String tokenHash) {
            return Optional.empty();
        }
    }
}
