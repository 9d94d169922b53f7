package io.vigil.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a request comes from and whom it thinks it talks to. Any thread. */
final class Origins {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-f:.]{2,45}");
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "::1");

    private final WebOptions options;
    private final boolean loopback;

    Origins(WebOptions options, boolean loopback) {
        this.options = options;
        this.loopback = loopback;
    }

    /** False for a name that somebody else's DNS points at this machine's loopback (DNS rebinding). */
    boolean addressed(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return false;
        }
        String name = bare(authority.host());
        return !loopback
                || LOCAL_NAMES.contains(name)
                || options.names().contains(name)
                || name.equals(options.host().toLowerCase(Locale.ROOT));
    }

    /** True when there is an Origin and it is a page of this server. */
    boolean same(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        HostAndPort authority = request.authority();
        return origin != null && authority != null && same(origin, authority);
    }

    boolean foreign(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.ORIGIN) != null && !same(request);
    }

    /** A process on this machine, not something a proxy passed on. */
    boolean local(HttpServerRequest request) {
        return loopbackAddress(request.remoteAddress().hostAddress())
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    /**
     * The address that asks. Behind a configured proxy the last that {@code X-Forwarded-For} names, which the proxy wrote
     * itself; of any other sender, and of a peer from the internet, that header says nothing.
     */
    String asking(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        List<String> lines = request.headers().getAll("X-Forwarded-For");
        if (!options.behindProxy() || lines.isEmpty() || !near(peer)) {
            return peer;
        }
        String told = lines.get(lines.size() - 1);
        String last = bare(told.substring(told.lastIndexOf(',') + 1).strip());
        return LITERAL.matcher(last).matches() ? last : peer;
    }

    private static boolean near(@Nullable String peer) {
        try {
            InetAddress address = peer == null ? null : InetAddress.getByName(peer);
            return address != null && (address.isLoopbackAddress() || address.isSiteLocalAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private boolean same(String origin, HostAndPort authority) {
        try {
            URI uri = URI.create(origin);
            String scheme = String.valueOf(uri.getScheme());
            int standard = scheme.equals("https") ? 443 : 80;
            int theirs = uri.getPort() < 0 ? standard : uri.getPort();
            int ours = authority.port() < 0 ? standard : authority.port();
            boolean secureEnough = options.tls() == null || scheme.equals("https");
            return secureEnough && bare(authority.host()).equals(bare(String.valueOf(uri.getHost()))) && theirs == ours;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** IPv6 literals come with and without brackets. */
    private static String bare(String host) {
        return host.replace("[", "").replace("]", "").toLowerCase(Locale.ROOT);
    }

    private static boolean loopbackAddress(@Nullable String address) {
        try {
            // A literal address: nothing is resolved.
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
