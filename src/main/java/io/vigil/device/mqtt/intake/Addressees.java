package io.vigil.device.mqtt.intake;

import io.vigil.device.Decoded;
import io.vigil.device.mqtt.message.TopicFilter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Which device a message is of: by its topic, and where several speak on one, by what the message says of its source.
 * What names a source that nobody configured is nobody's: it is never given to another device. Filled before use, but
 * for discoveries, which come on one thread.
 */
final class Addressees {
    /** A client that makes up device ids must not fill the memory. */
    private static final int MOST_TOPICS = 1000;

    private final Map<String, List<DeviceBinding>> exact = new HashMap<>();
    private final Map<String, List<DeviceBinding>> patterns = new LinkedHashMap<>();
    private final Function<String, Optional<DeviceBinding>> discovery;

    /** @param bindings by topic filter; where several match, an exact topic wins, then the first */
    Addressees(Map<String, DeviceBinding> bindings, Function<String, Optional<DeviceBinding>> discovery) {
        this.discovery = discovery;
        bindings.forEach((filter, binding) -> {
            if (!TopicFilter.valid(filter)) {
                throw new IllegalArgumentException("not a topic filter: " + filter);
            }
            (TopicFilter.exact(filter) ? exact : patterns).put(filter, binding.all());
        });
    }

    Set<String> filters() {
        Set<String> all = new TreeSet<>(exact.keySet());
        all.addAll(patterns.keySet());
        return all;
    }

    void each(BiConsumer<String, String> filterAndDevice) {
        exact.forEach((filter, all) -> all.forEach(one -> filterAndDevice.accept(filter, one.device())));
        patterns.forEach((filter, all) -> all.forEach(one -> filterAndDevice.accept(filter, one.device())));
    }

    /** @param found told of a device that became known by this message */
    Optional<DeviceBinding> of(String topic, byte[] payload, java.util.function.Consumer<DeviceBinding> found) {
        List<DeviceBinding> known = exact.get(topic);
        if (known != null) {
            return among(known, topic, payload);
        }
        boolean matched = false;
        for (Map.Entry<String, List<DeviceBinding>> pattern : patterns.entrySet()) {
            if (TopicFilter.matches(pattern.getKey(), topic)) {
                matched = true;
                Optional<DeviceBinding> one = among(pattern.getValue(), topic, payload);
                if (one.isPresent()) {
                    return one;
                }
            }
        }
        if (matched || exact.size() >= MOST_TOPICS) {
            return Optional.empty();
        }
        Optional<DeviceBinding> discovered = discovery.apply(topic);
        discovered.ifPresent(binding -> {
            exact.put(topic, List.of(binding));
            found.accept(binding);
        });
        return discovered;
    }

    private static Optional<DeviceBinding> among(List<DeviceBinding> all, String topic, byte[] payload) {
        boolean sourced = false;
        for (DeviceBinding one : all) {
            if (one.key().isEmpty()) {
                return Optional.of(one);
            }
            Optional<String> source = one.source().of(topic, payload);
            if (source.filter(one.key()::equals).isPresent()) {
                return Optional.of(one);
            }
            sourced |= source.isPresent();
        }
        return sourced ? Optional.empty() : all.stream().findFirst().filter(one -> ofTheGateway(one, topic, payload));
    }

    /** A heartbeat or a last will names no device, and is no reading that could be the wrong patient's. */
    private static boolean ofTheGateway(DeviceBinding one, String topic, byte[] payload) {
        try {
            return one.decoder().decode(topic, payload).stream().allMatch(Decoded.Ignored.class::isInstance);
        } catch (RuntimeException fault) {
            return false;
        }
    }

    /** Those for whom a message of the gateway speaks: all under the filter, unless it names one. */
    List<String> spokenFor(DeviceBinding binding, String topic, byte[] payload) {
        boolean named =
                binding.key().isEmpty() || binding.source().of(topic, payload).isPresent();
        if (named) {
            return List.of(binding.device());
        }
        return java.util.stream.Stream.concat(exact.values().stream(), patterns.values().stream())
                .filter(all -> all.stream().anyMatch(one -> one.device().equals(binding.device())))
                .flatMap(List::stream)
                .map(DeviceBinding::device)
                .distinct()
                .toList();
    }
}
