package io.vigil.session.port;

/** The log of who did what, for what belongs to no session. Blocking: workers only. */
@FunctionalInterface
public interface SiteLog {
    /**
     * Returns when it is durable.
     *
     * @param what a word such as {@code ports.probe}
     * @param by the user
     * @param detail what it was done to; never a secret
     */
    void did(String what, String by, String detail);
}
