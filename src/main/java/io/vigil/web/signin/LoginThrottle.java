package io.vigil.web.signin;

import io.vigil.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing without shutting out who is not guessing; a whole clinic may share one address. Three counts, each
 * with its own limit, beyond which every further attempt doubles the wait, up to five minutes:
 *
 * <ul>
 *   <li>a user at an address: five failures. Whoever guesses at one account holds up that account there, and no other;
 *   <li>an address: twenty names that failed there, however often each. One guesser at one account is one name;
 *   <li>a user from anywhere: fifty failures, so that many addresses do not make many guesses.
 * </ul>
 *
 * Where a user has come in lately, only the first counts for that user at that address: neither somebody else's list of
 * names nor guesses from elsewhere keep a nurse from her own station. An attempt counts as failed until it is known to be
 * good, so that many at once are not many for free. What is remembered is lost at a restart. Any thread.
 */
public final class LoginThrottle {
    static final int PAIR_FREE = 5;
    static final int ADDRESS_FREE = 20;
    static final int USER_FREE = 50;
    static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final long LONGEST_WAIT_NANOS = Duration.ofMinutes(5).toNanos();
    private static final long FORGET_NANOS = Duration.ofMinutes(15).toNanos();
    static final int MOST_KEYS = 20_000;
    static final int MOST_KNOWN = 5_000;

    private static final class Failures {
        int count;
        long notBeforeNanos;
        long lastNanos;
    }

    private record Key(String name, int free) {}

    private final Clock clock;
    private final Map<String, Failures> byKey = bounded(MOST_KEYS);
    /** Users at addresses where they came in, with when. */
    private final Map<String, Long> known = bounded(MOST_KNOWN);

    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** @return 0 when it may go on (and then counts as failed), otherwise whole seconds to wait */
    public synchronized long attempt(String user, String address) {
        long now = clock.nanos();
        List<Key> counted = counted(user, address, now);
        long wait = 0;
        for (Key key : counted) {
            Failures failures = live(key, now);
            if (failures != null && failures.count >= key.free) {
                wait = Math.max(wait, failures.notBeforeNanos - now);
            }
        }
        if (wait > 0) {
            return Duration.ofNanos(wait).plusMillis(999).toSeconds();
        }
        counted.forEach(key -> fail(key, now));
        return 0;
    }

    /** Forgives the user at this address, takes back what was counted elsewhere for it, and knows the user from now on. */
    public synchronized void succeeded(String user, String address) {
        long now = clock.nanos();
        boolean counted = byKey.remove(pair(user, address).name) != null;
        if (counted && !known(user, address, now)) {
            takeBack(anywhere(user));
            takeBack(at(address));
        }
        known.put(pair(user, address).name, now);
    }

    /** Users, addresses and pairs of them whose failures are remembered, at most {@link #MOST_KEYS}. */
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

    private void takeBack(Key key) {
        Failures failures = byKey.get(key.name);
        if (failures != null && failures.count > 0) {
            failures.count--;
        }
    }

    private List<Key> counted(String user, String address, long now) {
        Key pair = pair(user, address);
        if (known(user, address, now)) {
            return List.of(pair);
        }
        return live(pair, now) == null ? List.of(pair, anywhere(user), at(address)) : List.of(pair, anywhere(user));
    }

    private boolean known(String user, String address, long now) {
        Long since = known.get(pair(user, address).name);
        return since != null && now - since < KNOWN_FOR.toNanos();
    }

    private @Nullable Failures live(Key key, long now) {
        Failures failures = byKey.get(key.name);
        if (failures != null && now - failures.lastNanos > FORGET_NANOS) {
            byKey.remove(key.name);
            return null;
        }
        return failures;
    }

    private static Key pair(String user, String address) {
        return new Key("pair " + address + " " + user, PAIR_FREE);
    }

    private static Key at(String address) {
        return new Key("address " + address, ADDRESS_FREE);
    }

    private static Key anywhere(String user) {
        return new Key("user " + user, USER_FREE);
    }

    private static <V> Map<String, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > most;
            }
        };
    }
}
