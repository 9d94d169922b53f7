package io.vigil.web.signin;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One's own password, changed with the one before as proof. Methods that say so are blocking: workers only. */
public final class OwnPassword {
    private final Accounts accounts;
    private final Door door;

    public OwnPassword(Accounts accounts, Door door) {
        this.accounts = accounts;
        this.door = door;
    }

    /** Seconds to wait before a password of that user may be tried from there, 0 for now. Not blocking. */
    public long knock(String user, String address) {
        return door.knock(user, address);
    }

    /**
     * After {@link #knock} gave 0. Whoever else was signed in by the password before is out. Blocking, tens of
     * milliseconds.
     *
     * @param here the sign-in that asks, which stays; none for an API token
     * @return false when the password before is wrong, or the user has none here
     */
    public boolean change(String user, String password, String next, @Nullable SignIn here, String address) {
        Optional<Account> account = door.standing(user);
        if (account.isEmpty() || !Passwords.matches(password, account.get().passwordHash())) {
            return false;
        }
        door.forgive(user, address);
        accounts.save(new Account(user, account.get().role(), Passwords.hash(next), false));
        door.signIns().closeOthers(user, here);
        return true;
    }
}
