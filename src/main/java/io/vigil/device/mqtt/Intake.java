package io.vigil.device.mqtt;

import io.vigil.device.Decoded;
import io.vigil.device.DevicePort;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import io.vigil.vital.Waveform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to frames for the port, and each device's line. Any thread; never blocks, never throws for what a device sends. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** A client that makes up device ids must not fill the memory. */
    private static final int MOST_TOPICS = 1000;

    private final Map<String, DeviceBinding> exact = new HashMap<>();
    private final Map<String, DeviceBinding> patterns = new LinkedHashMap<>();
    private final Map<String, DeviceLine> lines = new LinkedHashMap<>();
    private final Map<String, String> availability = new HashMap<>();
    private final MessageTimes times = new MessageTimes();
    private final Stamps stamps = new Stamps();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong decoderFaults = new AtomicLong();
    private final DevicePort port;
    private final Clock clock;
    private final Function<String, Optional<DeviceBinding>> discovery;

    Intake(Map<String, DeviceBinding> bindings, DevicePort port, Clock clock) {
        this(bindings, topic -> Optional.empty(), port, clock);
    }

    /**
     * @param bindings by topic filter; where several match, an exact topic wins, then the first
     * @param discovery a binding for a topic that none matches, or none; asked on one thread
     */
    Intake(
            Map<String, DeviceBinding> bindings,
            Function<String, Optional<DeviceBinding>> discovery,
            DevicePort port,
            Clock clock) {
        this.port = port;
        this.clock = clock;
        this.discovery = discovery;
        bindings.forEach((filter, binding) -> {
            if (!TopicFilter.valid(filter)) {
                throw new IllegalArgumentException("not a topic filter: " + filter);
            }
            (TopicFilter.exact(filter) ? exact : patterns).put(filter, binding);
            lines.computeIfAbsent(binding.device(), device -> new DeviceLine(binding, port, clock));
            if (!binding.availabilityTopic().isEmpty()) {
                availability.put(binding.availabilityTopic(), binding.device());
            }
        });
    }

    /** What to subscribe to at a broker. */
    Set<String> filters() {
        Set<String> all = new TreeSet<>(exact.keySet());
        all.addAll(patterns.keySet());
        all.addAll(availability.keySet());
        return all;
    }

    Optional<DeviceBinding> bindingOf(String topic) {
        DeviceBinding known = exact.get(topic);
        if (known != null) {
            return Optional.of(known);
        }
        for (Map.Entry<String, DeviceBinding> pattern : patterns.entrySet()) {
            if (TopicFilter.matches(pattern.getKey(), topic)) {
                return Optional.of(pattern.getValue());
            }
        }
        return discovered(topic);
    }

    private Optional<DeviceBinding> discovered(String topic) {
        if (exact.size() >= MOST_TOPICS) {
            return Optional.empty();
        }
        Optional<DeviceBinding> found = discovery.apply(topic);
        found.ifPresent(binding -> {
            exact.put(topic, binding);
            lines.computeIfAbsent(binding.device(), device -> new DeviceLine(binding, port, clock));
        });
        return found;
    }

    /** The device whose last will or birth comes on the topic. */
    Optional<String> availabilityOf(String topic) {
        return Optional.ofNullable(availability.get(topic));
    }

    /** {@code offline} in any case: the device is gone at once. Anything else proves that it is there, not that it measures. */
    void availability(String device, byte[] payload) {
        String word = new String(payload, StandardCharsets.UTF_8).trim().toLowerCase(Locale.ROOT);
        if (word.equals("offline")) {
            line(device).gone("The device has signed off or lost its network; check its power and network");
        } else {
            line(device).open();
        }
    }

    DeviceLine line(String device) {
        return Objects.requireNonNull(lines.get(device), device);
    }

    Iterable<DeviceLine> lines() {
        return lines.values();
    }

    /** A broker is subscribed to: its devices may speak, but those whose topic it refused. */
    void opened(Set<String> refused) {
        filtersToDevices().forEach((filter, device) -> {
            if (refused.contains(filter)) {
                line(device).gone("The broker does not let Vigil listen to " + filter + "; check its access rules");
            } else {
                connected(device);
            }
        });
    }

    /** A connection over which the device may speak began. */
    void connected(String device) {
        times.connected(device);
        line(device).open();
    }

    private Map<String, String> filtersToDevices() {
        Map<String, String> devices = new LinkedHashMap<>();
        exact.forEach((filter, binding) -> devices.put(filter, binding.device()));
        patterns.forEach((filter, binding) -> devices.put(filter, binding.device()));
        return devices;
    }

    /** Retained messages not taken for live. */
    long staleMessages() {
        return stale.get();
    }

    /**
     * @param settled called once, perhaps on another thread: true when the message needs no further delivery (its
     *     readings are durable, or it held none), false when it should come again
     */
    void take(DeviceBinding binding, Incoming message, Consumer<Boolean> settled) {
        List<Frame> frames = new ArrayList<>();
        long arrivedMillis = clock.wallMillis();
        for (Decoded decoded : decode(binding, message)) {
            if (decoded instanceof Decoded.Rejected rejected) {
                line(binding.device()).bad(rejected.reason());
            } else if (decoded instanceof Decoded.Sample sample) {
                frame(binding, message, sample, frames.size(), arrivedMillis).ifPresent(frames::add);
            } else if (decoded instanceof Decoded.Wave wave && wave.perSecond() > 0 && !message.retained()) {
                port.wave(wave(binding.device(), wave, arrivedMillis));
            }
        }
        if (frames.isEmpty()) {
            settled.accept(true);
            return;
        }
        Settlement all = new Settlement(frames.size(), settled);
        for (Frame frame : frames) {
            line(binding.device()).good();
            port.frame(frame, all::one);
        }
    }

    /** A message holds its samples together: nothing to gather. */
    private static Waveform wave(String device, Decoded.Wave wave, long arrivedMillis) {
        long first = arrivedMillis - wave.samples().size() * 1000L / wave.perSecond();
        return new Waveform(device, wave.signal(), wave.perSecond(), first, wave.samples());
    }

    private List<Decoded> decode(DeviceBinding binding, Incoming message) {
        try {
            return binding.decoder().decode(message.topic(), message.payload());
        } catch (RuntimeException fault) {
            // A decoder must not throw. If one does, the same message redelivered for ever would take the link with it.
            if (decoderFaults.getAndIncrement() == 0) {
                LOG.error("decoder of {} failed; further failures are only counted", binding.type(), fault);
            }
            return List.of(new Decoded.Rejected(0, message.payload().length, "decoder"));
        }
    }

    private Optional<Frame> frame(
            DeviceBinding binding, Incoming message, Decoded.Sample sample, int index, long arrivedMillis) {
        MessageTimes.Verdict time = times.judge(binding.device(), sample, message.retained(), arrivedMillis);
        if (time.ignored()) {
            stale.incrementAndGet();
            return Optional.empty();
        }
        List<Reading> offered = new ArrayList<>();
        for (Reading reading : sample.readings()) {
            if (binding.offers().isEmpty() || binding.offers().contains(reading.metric())) {
                offered.add(reading);
            } else {
                line(binding.device()).bad(reading.metric().wire() + " is not a value of this device");
            }
        }
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Frame(
                binding.device(),
                time.measuredMillis(),
                arrivedMillis,
                clock.nanos(),
                stamp(message, sample, index, arrivedMillis),
                offered));
    }

    private String stamp(Incoming message, Decoded.Sample sample, int index, long arrivedMillis) {
        if (!sample.stamp().isEmpty()) {
            return sample.stamp();
        }
        if (!sample.deviceTime().isEmpty()) {
            return sample.deviceTime();
        }
        String given = index == 0 ? stamps.of(message, arrivedMillis) : stamps.again(message);
        return given.isEmpty() || index == 0 ? given : given + "/" + index;
    }
}
