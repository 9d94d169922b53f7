package io.vigil.web;

import io.vigil.web.oidc.OidcOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the server listens.
 *
 * @param host a name or address; a loopback one admits the demo user and answers to local names only
 * @param port 0 = any free one
 * @param tls none = plain HTTP, for loopback or behind a proxy that ends TLS
 * @param names further names by which browsers reach a server that listens on loopback, as behind a proxy
 * @param oidc the clinic's own accounts; none: local users only
 * @param deadlines by when a connection must have asked
 * @param behindProxy a proxy in front is the only one who can connect, and says on whose behalf
 */
public record WebOptions(
        String host,
        int port,
        @Nullable Tls tls,
        Set<String> names,
        @Nullable OidcOptions oidc,
        Deadlines.Limits deadlines,
        boolean behindProxy) {
    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    public WebOptions {
        names = Set.copyOf(names);
    }

    public WebOptions(String host, int port, @Nullable Tls tls, Set<String> names, @Nullable OidcOptions oidc) {
        this(host, port, tls, names, oidc, false);
    }

    public WebOptions(
            String host,
            int port,
            @Nullable Tls tls,
            Set<String> names,
            @Nullable OidcOptions oidc,
            boolean behindProxy) {
        this(host, port, tls, names, oidc, Deadlines.Limits.DEFAULT, behindProxy);
    }

    public static WebOptions plain(String host, int port) {
        return new WebOptions(host, port, null, Set.of(), null);
    }

    /** Nobody but this machine can connect. Resolves the name: not on an event loop. */
    public boolean loopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
