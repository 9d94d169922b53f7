package io.vigil.web.signin;

import java.util.regex.Pattern;

/** What a user may be called, and what a password must be; the same on every way by which one is chosen. */
public final class Choosing {
    public static final int SHORTEST_PASSWORD = 12;
    /** Longer ones are not taken at the door either. */
    public static final int LONGEST_PASSWORD = 256;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

    private Choosing() {}

    public static boolean goodName(String name) {
        return NAME.matcher(name).matches();
    }

    /** By length alone: rules of composition make passwords worse. */
    public static boolean goodPassword(String password) {
        return password.length() >= SHORTEST_PASSWORD && password.length() <= LONGEST_PASSWORD;
    }
}
