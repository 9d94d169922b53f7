package io.vigil.ops;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is wrong now. Each part of the service gives a check that returns the reason, or nothing. Any thread. */
public final class Health {
    private final Map<String, Supplier<Optional<String>>> checks = new ConcurrentHashMap<>();

    public void check(String part, Supplier<Optional<String>> reason) {
        checks.put(part, reason);
    }

    /** The reason by part; empty when the service is ready. */
    public Map<String, String> problems() {
        Map<String, String> problems = new TreeMap<>();
        checks.forEach((part, check) -> check.get().ifPresent(reason -> problems.put(part, reason)));
        return problems;
    }
}
