package io.vigil.session.port;

import java.util.List;
import java.util.Optional;

/** Local users as stored. Passwords arrive already hashed. Blocking: workers only. */
public interface Accounts {
    /** @param role viewer, nurse, clinician, technician or admin */
    record Account(String user, String role, String passwordHash, boolean disabled) {}

    Optional<Account> account(String user);

    List<Account> accounts();

    /** Creates or replaces. */
    void save(Account account);

    /** Creates it where there is no account at all; a store does both as one. @return false where there is one */
    default boolean saveFirst(Account account) {
        boolean none = accounts().isEmpty();
        if (none) {
            save(account);
        }
        return none;
    }

    /** Remembers the SHA-256 of an API token, hex. */
    void saveToken(String tokenHash, String user, String name, long createdMillis);

    Optional<String> userOfToken(String tokenHash);
}
