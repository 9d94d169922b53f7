package io.vigil.web.signin;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import io.vigil.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Decides who comes in. Methods that say so are blocking: workers only. */
public final class Door {
    /** What became of a password. */
    public sealed interface Outcome {
        record Welcome(String user, Role role, SignIns.Granted secrets) implements Outcome {}

        record Wrong() implements Outcome {}

        record Wait(long seconds) implements Outcome {}
    }

    /** Who an API token speaks for. */
    public record Bearer(String user, Role role) {}

    private final Accounts accounts;
    private final SignIns signIns;
    private final LoginThrottle throttle;
    private final Set<String> shut;

    /** @param shut users who may not sign in here, such as the demo user where others than this machine can reach us */
    public Door(Accounts accounts, Clock clock, Set<String> shut) {
        this.accounts = accounts;
        this.signIns = new SignIns(clock);
        this.throttle = new LoginThrottle(clock);
        this.shut = Set.copyOf(shut);
    }

    /** True where that user exists and may come in by this door. Blocking. */
    public boolean opensTo(String user) {
        return standing(user).isPresent();
    }

    public SignIns signIns() {
        return signIns;
    }

    /** Not blocking. @return 0 when a password may be tried now, otherwise seconds to wait */
    public long knock(String user, String address) {
        return throttle.attempt(user, address);
    }

    /**
     * After {@link #knock} gave 0. Blocking, tens of milliseconds. An unknown user takes as long as a known one.
     *
     * @param shared several people use that screen: each action needs its own person
     */
    public Outcome enter(String user, CharSequence password, String address, boolean shared) {
        Optional<Account> account = standing(user);
        if (account.isEmpty()) {
            Passwords.pretend(password);
            return new Outcome.Wrong();
        }
        Optional<Role> role = Role.ofWire(account.get().role());
        if (!Passwords.matches(password, account.get().passwordHash()) || role.isEmpty()) {
            return new Outcome.Wrong();
        }
        throttle.succeeded(user, address);
        return new Outcome.Welcome(user, role.get(), signIns.open(user, role.get(), shared));
    }

    /**
     * Somebody whom the clinic's own sign-in vouches for. A local user's name is that user's alone: then nobody enters.
     * Blocking.
     */
    public Optional<SignIns.Granted> enterFromElsewhere(String user, Role role) {
        boolean taken = accounts.account(user).isPresent() || shut.contains(user);
        return taken ? Optional.empty() : Optional.of(signIns.openFromElsewhere(user, role));
    }

    /** Blocking. */
    public Optional<Bearer> ofApiToken(String token) {
        return accounts.userOfToken(Secrets.hash(token))
                .flatMap(this::standing)
                .flatMap(account -> Role.ofWire(account.role()).map(role -> new Bearer(account.user(), role)));
    }

    /** Blocking: signs out whoever was disabled, removed or given another role since. */
    public void recheck(SignIn signIn) {
        boolean stands = signIn.fromElsewhere
                ? accounts.account(signIn.user()).isEmpty()
                : standing(signIn.user())
                        .filter(account -> account.role().equals(signIn.role().wire()))
                        .isPresent();
        if (!stands) {
            signIns.close(signIn);
        }
    }

    /** After an attempt that {@link #knock} let through was good. */
    void forgive(String user, String address) {
        throttle.succeeded(user, address);
    }

    /** The account of a user who may come in. Blocking. */
    Optional<Account> standing(String user) {
        return shut.contains(user) ? Optional.empty() : accounts.account(user).filter(account -> !account.disabled());
    }
}
