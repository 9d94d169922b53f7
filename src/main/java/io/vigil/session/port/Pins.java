package io.vigil.session.port;

import java.util.Optional;

/** The short numbers by which people say on a shared screen who is acting; hashed as passwords are. Blocking: workers only. */
public interface Pins {
    Optional<String> pinHash(String user);

    /** Creates or replaces. */
    void savePin(String user, String hash);
}
