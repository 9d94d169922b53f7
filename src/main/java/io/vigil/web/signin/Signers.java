package io.vigil.web.signin;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import io.vigil.session.port.Pins;
import io.vigil.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * On a screen that several people share, an action is made by whoever said with a PIN who is acting, a moment ago, and
 * may be made only by them. Methods that say so are blocking: workers only.
 */
public final class Signers {
    /** Long enough for what one person does at one screen, too short for the next one to act under their name. */
    static final Duration LASTS = Duration.ofMinutes(2);

    private static final int SHORTEST = 4;
    private static final int LONGEST = 8;

    /** Who acts from now on. @param untilNanos by the clock this was made with */
    public record Signer(String user, Role role, long untilNanos) {}

    private final Accounts accounts;
    private final Pins pins;
    private final Door door;
    private final Clock clock;

    public Signers(Accounts accounts, Pins pins, Door door, Clock clock) {
        this.accounts = accounts;
        this.pins = pins;
        this.door = door;
        this.clock = clock;
    }

    /** @return what is wrong with a PIN, for a person; empty when it will do */
    public static String fault(String pin) {
        if (!pin.matches("[0-9]{" + SHORTEST + "," + LONGEST + "}")) {
            return "must be " + SHORTEST + " to " + LONGEST + " digits";
        }
        return pin.chars().distinct().count() < 2 ? "must not be one digit repeated" : "";
    }

    /** Seconds to wait before a PIN of that user may be tried from there, 0 for now. Not blocking. */
    public long knock(String user, String address) {
        return door.knock(throttled(user), address);
    }

    /** The same for a password of that user. Not blocking. */
    public long knockByPassword(String user, String address) {
        return door.knock(user, address);
    }

    /** After {@link #knock} gave 0: who it is, empty when the PIN is not theirs. Blocking, tens of milliseconds. */
    public Optional<Signer> sign(String user, String pin, String address) {
        Optional<Account> account = door.standing(user);
        Optional<String> hash = account.isPresent() ? pins.pinHash(user) : Optional.empty();
        if (hash.isEmpty()) {
            Passwords.pretend(pin);
            return Optional.empty();
        }
        Optional<Role> role = Role.ofWire(account.orElseThrow().role());
        if (!Passwords.matches(pin, hash.get()) || role.isEmpty()) {
            return Optional.empty();
        }
        door.forgive(throttled(user), address);
        return Optional.of(new Signer(user, role.get(), clock.nanos() + LASTS.toNanos()));
    }

    /** Sets one's own PIN, with the password as proof. Blocking. @return false when the password is wrong */
    public boolean choose(String user, String password, String pin, String address) {
        Optional<Account> account = accounts.account(user);
        if (account.isEmpty() || !Passwords.matches(password, account.get().passwordHash())) {
            return false;
        }
        door.forgive(user, address);
        pins.savePin(user, Passwords.hash(pin));
        return true;
    }

    /** Who acts at this screen now; empty when nobody said so, or too long ago. */
    public Optional<Signer> acting(SignIn signIn) {
        Signer signer = signIn.signer;
        return signer == null || clock.nanos() - signer.untilNanos() >= 0 ? Optional.empty() : Optional.of(signer);
    }

    /** A PIN is guessed apart from a password: too many of one lock nobody out of the other. */
    private static String throttled(String user) {
        return "pin " + user;
    }
}
