package io.vigil.session;

import io.vigil.alarm.StateWalk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the last few Idempotency-Keys were answered, so that a repetition hears the same. Bounded; one thread. */
final class Answered {
    private static final int REMEMBERED = 1000;

    private final Map<String, Optional<Refusal>> byKey = new LinkedHashMap<>();

    boolean knows(String key) {
        return byKey.containsKey(key);
    }

    /** Empty for what was taken, and for a key never seen. */
    Optional<Refusal> refusal(String key) {
        return byKey.getOrDefault(key, Optional.empty());
    }

    /** @param key empty for an input that answers no request by itself */
    void add(String key, Optional<Refusal> refusal) {
        if (!key.isEmpty() && byKey.putIfAbsent(key, refusal) == null && byKey.size() > REMEMBERED) {
            byKey.remove(byKey.keySet().iterator().next());
        }
    }

    void walk(StateWalk walk) {
        walk.all(byKey, walk::text, refusal -> refusal(walk, refusal));
    }

    private static Optional<Refusal> refusal(StateWalk walk, @Nullable Optional<Refusal> kept) {
        Refusal present = kept == null ? null : kept.orElse(null);
        if (!walk.flag(present != null)) {
            return Optional.empty();
        }
        boolean invalid = walk.flag(present != null && present.invalid());
        return Optional.of(new Refusal(invalid, walk.text(present == null ? "" : present.reason())));
    }
}
