package io.vigil.web.signin;

import io.vigil.session.port.Accounts;
import io.vigil.session.port.Accounts.Account;

/**
 * How the first person comes in: while there is no account at all, whoever knows the code makes one and is an admin.
 * Methods that say so are blocking: workers only.
 */
public final class FirstAccount {
    /** What became of it. */
    public sealed interface Outcome {
        record Welcome(String user, SignIns.Granted secrets) implements Outcome {}

        record WrongCode() implements Outcome {}

        /** There is an account, or nobody was ever to make one here. */
        record Over() implements Outcome {}
    }

    /** Guessed apart from a password: too many of one lock nobody out of the other. No user can be called so. */
    private static final String THROTTLED = "the first account";

    private final Accounts accounts;
    private final Door door;
    private final String code;

    /** @param code see {@link SetupCode}; empty: never */
    public FirstAccount(Accounts accounts, Door door, String code) {
        this.accounts = accounts;
        this.door = door;
        this.code = code;
    }

    /** True while it can be made. Blocking. */
    public boolean awaited() {
        return !code.isEmpty() && accounts.accounts().isEmpty();
    }

    /** Seconds to wait before a code may be tried from there, 0 for now. Not blocking. */
    public long knock(String address) {
        return door.knock(THROTTLED, address);
    }

    /** After {@link #knock} gave 0. Blocking, tens of milliseconds. */
    public Outcome make(String typed, String user, String password, String address) {
        if (!awaited()) {
            return new Outcome.Over();
        }
        if (!SetupCode.same(code, typed)) {
            return new Outcome.WrongCode();
        }
        boolean first = accounts.saveFirst(new Account(user, Role.ADMIN.wire(), Passwords.hash(password), false));
        if (!first) {
            return new Outcome.Over();
        }
        door.forgive(THROTTLED, address);
        return new Outcome.Welcome(user, door.signIns().open(user, Role.ADMIN, false));
    }
}
