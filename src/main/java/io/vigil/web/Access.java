package io.vigil.web;

import io.vigil.web.signin.Role;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may use an endpoint.
 *
 * @param anybody without login
 * @param local without login from this machine
 */
record Access(boolean anybody, boolean local, Set<Role> roles) {
    static final Access PUBLIC = new Access(true, true, Set.of());
    static final Access ALL = new Access(false, false, EnumSet.allOf(Role.class));
    static final Access LOCAL_OR_ALL = new Access(false, true, EnumSet.allOf(Role.class));
    /** Touches a patient's session. */
    static final Access CARE = of(Role.NURSE, Role.CLINICIAN);
    /** Puts devices on and off. */
    static final Access EQUIPMENT = of(Role.NURSE, Role.CLINICIAN, Role.TECHNICIAN);
    /** Looks after records, not patients. */
    static final Access RECORDS = of(Role.NURSE, Role.CLINICIAN, Role.TECHNICIAN, Role.ADMIN);

    Access {
        roles = Set.copyOf(roles);
    }

    static Access of(Role first, Role... more) {
        return new Access(false, false, EnumSet.of(first, more));
    }
}
