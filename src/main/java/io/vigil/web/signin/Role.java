package io.vigil.web.signin;

import java.util.Locale;
import java.util.Optional;

/** What a user is at the site. What a role may do stands at each endpoint; nothing is allowed by default. */
public enum Role {
    /** Looks, touches nothing. */
    VIEWER,
    NURSE,
    CLINICIAN,
    TECHNICIAN,
    ADMIN;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> ofWire(String wire) {
        for (Role role : values()) {
            if (role.wire().equals(wire)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
