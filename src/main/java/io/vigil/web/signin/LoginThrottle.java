package io.vigil.web.signin;

import io.vigil.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down guessing: after five failures of a user from one address (twenty from one address, fifty for one user)
 * each further one doubles the wait, up to five minutes. An attempt counts as failed until it is known to be good, so
 * that many at once are not many for free. Any thread.
 */
public final class LoginThrottle {
    static final int PAIR_FREE = 5;
    static final int ADDRESS_FREE = 20;
    static final int USER_FREE = 50;
    private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long FORGET_NANOS = Duration.ofMinutes(15).toNanos();
    static final int MOST_KEYS = 20_000;

    private static final class Failures {
        int count;
        long notBeforeNanos;
        long lastNanos;
    }

    private record Key(String name, int free) {}

    private final Clock clock;
    private final Map<String, Failures> byKey = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEYS;
        }
    };

    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @return 0 when it may go on (and then counts as failed), otherwise whole seconds to wait */
    public synchronized long attempt(String user, String address) {
        long now = clock.nanos();
        long wait = 0;
        for (Key key : keys(user, address)) {
            Failures failures = byKey.get(key.name);
            if (failures != null && now - failures.lastNanos > FORGET_NANOS) {
                byKey.remove(key.name);
            } else if (failures != null && failures.count >= key.free) {
                wait = Math.max(wait, failures.notBeforeNanos - now);
            }
        }
        if (wait > 0) {
            return Duration.ofNanos(wait).plusMillis(999).toSeconds();
        }
        keys(user, address).forEach(key -> fail(key, now));
        return 0;
    }

    /** Takes the attempt's own failure back, and forgives the user at this address the earlier ones. */
    public synchronized void succeeded(String user, String address) {
        for (Key key : keys(user, address)) {
            Failures failures = byKey.get(key.name);
            if (failures != null && key.free == PAIR_FREE) {
                byKey.remove(key.name);
            } else if (failures != null) {
                failures.count--;
            }
        }
    }

    /** Users, addresses and pairs of them that are remembered, at most {@link #MOST_KEYS}. */
    synchronized int remembered() {
        return byKey.size();
    }

    private void fail(Key key, long now) {
        Failures failures = byKey.computeIfAbsent(key.name, name -> new Failures());
        failures.count++;
        failures.lastNanos = now;
        int over = failures.count - key.free;
        if (over >= 0) {
            long wait = Duration.ofSeconds(1L << Math.min(over, 20)).toNanos();
            failures.notBeforeNanos = now + Math.min(wait, LONGEST_WAIT_NANOS);
        }
    }

    private static List<Key> keys(String user, String address) {
        return List.of(
                new Key("pair " + address + " " + user, PAIR_FREE),
                new Key("address " + address, ADDRESS_FREE),
                new Key("user " + user, USER_FREE));
    }
}
