package io.vigil.fhir.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resources, in memory and bounded; with a file also on disk before {@link #put} returns. One writer at a time; not
 * safe for several threads, the receiver gives it one.
 */
final class Shelf implements AutoCloseable {
    /** About 60 MB; nothing is ever evicted, since a forgotten resource would be created a second time. */
    static final int MOST_RESOURCES = 50_000;

    private final Map<String, Stored> resources = new LinkedHashMap<>();
    private final Map<String, List<Stored>> byToken = new HashMap<>();
    private final Map<String, Long> lastIds = new HashMap<>();
    private final @Nullable Ledger ledger;

    /** @throws IOException when the file cannot be read or written */
    Shelf(@Nullable Path file) throws IOException {
        this.ledger = file == null ? null : Ledger.open(file, line -> line.forEach(this::keep));
    }

    boolean hasRoomFor(int more) {
        return resources.size() + more <= MOST_RESOURCES;
    }

    String nextId(String type) {
        return Long.toString(lastIds.merge(type, 1L, Long::sum));
    }

    Optional<Stored> get(String type, String id) {
        return Optional.ofNullable(resources.get(type + "/" + id));
    }

    boolean has(String reference) {
        return resources.containsKey(reference);
    }

    /** With the identifier {@code system|value}, of one type. */
    List<Stored> withToken(String type, String token) {
        return byToken.getOrDefault(token, List.of()).stream()
                .filter(stored -> stored.type().equals(type))
                .toList();
    }

    /** In the order of their creation. */
    List<Stored> all(String type) {
        return resources.values().stream()
                .filter(stored -> stored.type().equals(type))
                .toList();
    }

    /** All of them or, when the disk refuses, none. */
    void put(List<JsonObject> together) throws IOException {
        if (ledger != null && !together.isEmpty()) {
            ledger.append(together);
        }
        together.forEach(this::keep);
    }

    @Override
    public void close() throws IOException {
        if (ledger != null) {
            ledger.close();
        }
    }

    private void keep(JsonObject resource) {
        Stored stored = Stored.of(resource);
        Stored before = resources.put(stored.key(), stored);
        if (before != null) {
            before.tokens()
                    .forEach(token ->
                            byToken.getOrDefault(token, new ArrayList<>()).remove(before));
        }
        stored.tokens()
                .forEach(token ->
                        byToken.computeIfAbsent(token, any -> new ArrayList<>()).add(stored));
        if (stored.id().matches("\\d{1,18}")) {
            lastIds.merge(stored.type(), Long.parseLong(stored.id()), Math::max);
        }
    }
}
