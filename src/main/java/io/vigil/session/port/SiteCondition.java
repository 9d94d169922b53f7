package io.vigil.session.port;

/** A condition of the whole site that open sessions tell as a technical alarm. Asked on the ward's loop: never blocks. */
@FunctionalInterface
public interface SiteCondition {
    /**
     * @param nowMillis session time
     * @param sinceMillis when the session that asks began
     * @param before what it was told last; stays so for as long as nothing is known, as after a restart
     */
    boolean holds(long nowMillis, long sinceMillis, boolean before);
}
