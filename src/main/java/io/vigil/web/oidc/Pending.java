package io.vigil.web.oidc;

import io.vigil.time.Clock;
import io.vigil.web.signin.Secrets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sign-ins that are at the provider. Each comes back once, within minutes, to the browser that left. Any thread. */
final class Pending {
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST = 500;

    /**
     * A sign-in under way.
     *
     * @param state comes back with the code
     * @param nonce comes back inside the ID token
     * @param verifier of PKCE; leaves this machine with the code and not before
     * @param browser the secret in the cookie of the browser that left
     */
    record Journey(String state, String nonce, String verifier, String browser, long begunNanos) {}

    private final Clock clock;
    private final Map<String, Journey> byState = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Journey> eldest) {
            return size() > MOST;
        }
    };

    Pending(Clock clock) {
        this.clock = clock;
    }

    synchronized Journey begin() {
        Journey journey =
                new Journey(Secrets.fresh(), Secrets.fresh(), Secrets.fresh(), Secrets.fresh(), clock.nanos());
        byState.put(Secrets.hash(journey.state()), journey);
        return journey;
    }

    /** Ends it, whatever comes of it. @param browser what its cookie says */
    synchronized Optional<Journey> end(String state, String browser) {
        Journey journey = byState.get(Secrets.hash(state));
        if (journey == null || !Secrets.hash(journey.browser()).equals(Secrets.hash(browser))) {
            return Optional.empty();
        }
        byState.remove(Secrets.hash(state));
        boolean soon = clock.nanos() - journey.begunNanos() < LONGEST.toNanos();
        return soon ? Optional.of(journey) : Optional.empty();
    }
}
