package io.vigil.store.read;

/**
 * Sessions taken in from another installation, for study. Their id says so, and so does everything made from it: rows,
 * exports, reports, points. They are never open, never charted and nobody is called for them.
 */
public final class Imported {
    private static final String PREFIX = "imported-";
    /** For a query. */
    public static final String LIKE = PREFIX + "%";

    private Imported() {}

    public static String id(String session) {
        return is(session) ? session : PREFIX + session;
    }

    public static boolean is(String session) {
        return session.startsWith(PREFIX);
    }
}
