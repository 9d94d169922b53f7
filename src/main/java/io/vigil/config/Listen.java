package io.vigil.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address to listen on. @param port 0 to 65535, 0 = any free one */
public record Listen(String host, int port) {
    public static final Listen HTTP = new Listen("127.0.0.1", 8080);
    public static final Listen MQTT = new Listen("127.0.0.1", 1883);

    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9.-]+):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /** {@code HOST:PORT}, an IPv6 host in brackets; empty when it is neither. */
    public static Optional<Listen> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(2)) > LAST_PORT) {
            return Optional.empty();
        }
        String host = form.group(1);
        return Optional.of(new Listen(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, Integer.parseInt(form.group(2))));
    }

    /** Decided by the text alone: a name other than {@code localhost} is not asked of a name server, and is not loopback. */
    public boolean loopback() {
        return loopback(host);
    }

    static boolean loopback(String host) {
        return host.equals("localhost")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("::1")
                || host.equals("[::1]");
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
