package io.vigil.cli;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import io.vigil.time.Clock;
import io.vigil.web.signin.Choosing;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What can be done to local users. Blocking. */
final class UserActions {
    static final List<String> ROLES = List.of("viewer", "nurse", "clinician", "technician", "admin");

    private final Accounts accounts;
    private final UserSecrets secrets;

    UserActions(Accounts accounts, UserSecrets secrets) {
        this.accounts = accounts;
        this.secrets = secrets;
    }

    /** @param text for standard output when done, the reason with its mend when not */
    record Result(boolean done, String text) {}

    static boolean goodName(String name) {
        return Choosing.goodName(name);
    }

    Result add(String name, String role, String password) {
        if (accounts.account(name).isPresent()) {
            return failed("user '" + name + "' is there already; 'user passwd " + name + "' sets a new password");
        }
        return badPassword(password).orElseGet(() -> {
            accounts.save(new Account(name, role, secrets.passwordHash().apply(password), false));
            return done(name + " added as " + role);
        });
    }

    /** Enables a disabled user too. */
    Result passwd(String name, String password) {
        return known(
                name,
                user -> badPassword(password).orElseGet(() -> {
                    accounts.save(new Account(
                            name, user.role(), secrets.passwordHash().apply(password), false));
                    return done("password of " + name + " set");
                }));
    }

    Result disable(String name) {
        return known(name, user -> {
            accounts.save(new Account(name, user.role(), user.passwordHash(), true));
            return done(name + " disabled");
        });
    }

    Result list() {
        return done(accounts.accounts().stream()
                .map(user -> user.user() + "\t" + user.role() + "\t" + (user.disabled() ? "disabled" : "enabled"))
                .collect(Collectors.joining("\n")));
    }

    Result token(String name, String label, Clock clock) {
        return known(name, user -> {
            if (user.disabled()) {
                return failed("user '" + name + "' is disabled; 'user passwd " + name + "' enables it");
            }
            String token = secrets.freshToken().get();
            accounts.saveToken(secrets.tokenHash().apply(token), name, label, clock.wallMillis());
            return done(token);
        });
    }

    private Result known(String name, Function<Account, Result> action) {
        return accounts.account(name)
                .map(action)
                .orElseGet(() -> failed("no user '" + name + "'; 'user list' shows who there is"));
    }

    private static Optional<Result> badPassword(String password) {
        return Choosing.goodPassword(password)
                ? Optional.empty()
                : Optional.of(failed("the password, the first line of standard input, must have "
                        + Choosing.SHORTEST_PASSWORD + " to " + Choosing.LONGEST_PASSWORD + " characters"));
    }

    private static Result done(String text) {
        return new Result(true, text);
    }

    private static Result failed(String reason) {
        return new Result(false, reason);
    }
}
