package io.vigil.device.mqtt.intake;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceFlags;
import io.vigil.device.DevicePort;
import io.vigil.device.DeviceTime;
import io.vigil.device.LineTrace;
import io.vigil.device.mqtt.message.Incoming;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import io.vigil.vital.Reading;
import io.vigil.vital.Waveform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Messages to frames for the port, and each device's line. Any thread; never blocks, never throws for what a device sends. */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** What Tasmota, ESPHome, Zigbee2MQTT, Home Assistant's senders and hobbyists say of a device that went. */
    private static final Set<String> GONE = Set.of(
            "offline", "unavailable", "not_available", "disconnected", "lost", "dead", "gone", "false", "off", "0");

    private static final int LONGEST_WORD = 256;
    private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"([^\"]*)\"");
    private static final String AVAILABILITY = "availability";

    private static final String SEVERAL =
            "Several devices send as this one, and nobody knows whose the values are; give each its 'source' in the "
                    + "configuration";

    private final Addressees addressees;
    private final Sources sources = new Sources();
    private final Map<String, DeviceLine> lines = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> availability = new HashMap<>();
    private final Set<String> heardBeside = new TreeSet<>();
    private final MessageTimes times = new MessageTimes();
    private final Stamps stamps = new Stamps();
    private final AtomicLong stale = new AtomicLong();
    private final AtomicLong decoderFaults = new AtomicLong();
    private final DevicePort port;
    private final Clock clock;

    public Intake(Map<String, DeviceBinding> bindings, DevicePort port, Clock clock) {
        this(bindings, topic -> Optional.empty(), port, clock);
    }

    /**
     * @param bindings by topic filter; where several match, an exact topic wins, then the first
     * @param discovery a binding for a topic that none matches, or none; asked on one thread
     */
    public Intake(
            Map<String, DeviceBinding> bindings,
            Function<String, Optional<DeviceBinding>> discovery,
            DevicePort port,
            Clock clock) {
        this.port = port;
        this.clock = clock;
        this.addressees = new Addressees(bindings, discovery);
        bindings.values().stream().flatMap(binding -> binding.all().stream()).forEach(this::known);
    }

    private void known(DeviceBinding binding) {
        lines.computeIfAbsent(binding.device(), device -> new DeviceLine(binding, port, clock));
        if (!binding.availabilityTopic().isEmpty()) {
            availability
                    .computeIfAbsent(binding.availabilityTopic(), topic -> new TreeSet<>())
                    .add(binding.device());
        }
    }

    /** What to subscribe to at a broker. */
    public Set<String> filters() {
        Set<String> all = addressees.filters();
        all.addAll(availability.keySet());
        all.addAll(heardBeside);
        return all;
    }

    /** @param filters to subscribe to beside what the bindings need; before anything else is called */
    public Intake alsoHearing(Set<String> filters) {
        heardBeside.addAll(filters);
        return this;
    }

    /** What came for a device; empty for one that nobody knows here. */
    public Optional<LineTrace> trace(String device) {
        return Optional.ofNullable(lines.get(device)).map(DeviceLine::trace);
    }

    /** Whose message it is; empty where nobody is configured for it. */
    public Optional<DeviceBinding> bindingOf(String topic, byte[] payload) {
        return addressees.of(topic, payload, this::known);
    }

    /** The devices whose last will or birth comes on the topic: a gateway's speaks for all that it carries. */
    public Set<String> availabilityOf(String topic) {
        return availability.getOrDefault(topic, Set.of());
    }

    /** A word for absence: the device is gone at once. Anything else proves that it is there, not that it measures. */
    public void availability(String device, byte[] payload) {
        if (GONE.contains(word(payload))) {
            line(device).gone("The device has signed off or lost its network; check its power and network");
        } else {
            line(device).open();
        }
    }

    /** A bare word, or the {@code state} that Home Assistant's newer senders wrap it in. */
    private static String word(byte[] payload) {
        String text = new String(payload, 0, Math.min(payload.length, LONGEST_WORD), StandardCharsets.UTF_8);
        Matcher wrapped = STATE.matcher(text);
        return (wrapped.find() ? wrapped.group(1) : text).trim().toLowerCase(Locale.ROOT);
    }

    /** A message of the device was not even looked at. */
    public void refused(String device, String reason) {
        line(device).bad(reason);
    }

    public DeviceLine line(String device) {
        return Objects.requireNonNull(lines.get(device), device);
    }

    public Iterable<DeviceLine> lines() {
        return lines.values();
    }

    /** A broker is subscribed to: its devices may speak, but those whose topic it refused. */
    public void opened(Set<String> refused) {
        addressees.each((filter, device) -> {
            if (refused.contains(filter)) {
                line(device).gone("The broker does not let Vigil listen to " + filter + "; check its access rules");
            } else {
                connected(device);
            }
        });
    }

    /** A connection over which the device may speak began. */
    public void connected(String device) {
        times.connected(device);
        line(device).open();
    }

    /** Retained messages not taken for live. */
    public long staleMessages() {
        return stale.get();
    }

    /**
     * @param settled called once, perhaps on another thread: true when the message needs no further delivery (its
     *     readings are durable, or it held none), false when it should come again
     */
    public void take(DeviceBinding binding, Incoming message, Consumer<Boolean> settled) {
        List<Frame> frames = new ArrayList<>();
        long arrivedMillis = clock.wallMillis();
        DeviceLine line = line(binding.device());
        line.trace().received(arrivedMillis, message.topic(), message.payload(), message.payload().length);
        int samples = 0;
        for (Decoded decoded : decode(binding, message)) {
            if (decoded instanceof Decoded.Rejected rejected) {
                line.bad(rejected.reason());
            } else if (decoded instanceof Decoded.Sample sample) {
                frame(binding, message, sample, samples++, arrivedMillis).ifPresent(frames::add);
            } else if (decoded instanceof Decoded.Ignored ignored
                    && ignored.kind().equals(AVAILABILITY)) {
                addressees
                        .spokenFor(binding, message.topic(), message.payload())
                        .forEach(device -> availability(device, message.payload()));
            } else if (decoded instanceof Decoded.Battery battery && !message.retained()) {
                line.trace().battery(battery.percent());
            } else if (decoded instanceof Decoded.Wave wave && wave.perSecond() > 0 && !message.retained()) {
                port.wave(wave(binding.device(), wave, arrivedMillis));
            }
        }
        if (frames.isEmpty()) {
            settled.accept(true);
            return;
        }
        Settlement all = new Settlement(frames.size(), settled);
        frames.forEach(frame -> port.frame(frame, all::one));
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
        DeviceLine line = line(binding.device());
        MessageTimes.Verdict time = times.judge(binding, sample, message.retained(), arrivedMillis);
        clock(binding, sample, message, time, arrivedMillis);
        if (time.ignored()) {
            stale.incrementAndGet();
            return Optional.empty();
        }
        if (!ownWords(binding, message, sample, line)) {
            return Optional.empty();
        }
        List<Reading> offered = offered(binding, sample, line);
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        line.good();
        String stamp = stamp(message, sample, index, arrivedMillis);
        Decoded.Sample whole = new Decoded.Sample(
                sample.frame(), sample.offset(), offered, sample.stamp(), sample.deviceTime(), time.history());
        OptionalLong own = DeviceTime.millis(sample.deviceTime());
        // What was promised to be kept and bears no time is not told from what came before it: it is not thinned.
        Optional<Decoded.Sample> news =
                message.qos() > 0 && own.isEmpty() ? Optional.of(whole) : line.news(whole, own.orElse(arrivedMillis));
        return news.map(sent -> new Frame(
                binding.device(),
                time.measuredMillis(),
                arrivedMillis,
                clock.nanos(),
                stamp,
                DeviceFlags.on(sent.readings(), line.takeFlags())));
    }

    /** Whether the values are this device's, by all that the message says: else it would be the wrong patient. */
    private boolean ownWords(DeviceBinding binding, Incoming message, Decoded.Sample sample, DeviceLine line) {
        String chair = sample.belongs().getOrDefault("chair", "");
        if (!chair.isEmpty() && !binding.chair().isEmpty() && !chair.equals(binding.chair())) {
            line.bad("of another chair");
            line.suspect("It says that it stands at chair " + chair + ", not at " + binding.chair()
                    + "; its values are left out. Mend the configuration or move the device");
            return false;
        }
        boolean cuff =
                sample.readings().stream().anyMatch(reading -> !reading.metric().continuous());
        boolean alone = !binding.key().isEmpty()
                || binding.source()
                        .of(message.topic(), message.payload())
                        .map(source -> sources.alone(binding.device(), source, cuff, clock.nanos()))
                        .orElse(true);
        if (!alone) {
            line.bad("several devices");
            line.suspect(SEVERAL);
        }
        return alone;
    }

    private static List<Reading> offered(DeviceBinding binding, Decoded.Sample sample, DeviceLine line) {
        List<Reading> offered = new ArrayList<>();
        for (Reading reading : sample.readings()) {
            if (binding.offers().isEmpty() || binding.offers().contains(reading.metric())) {
                offered.add(reading);
            } else {
                line.bad(reading.metric().wire() + " is not a value of this device");
            }
        }
        return offered;
    }

    private void clock(
            DeviceBinding binding,
            Decoded.Sample sample,
            Incoming message,
            MessageTimes.Verdict time,
            long arrivedMillis) {
        DeviceLine line = line(binding.device());
        if (time.stepped()) {
            line.flag(DeviceFlags.CLOCK_STEP);
        }
        if (time.wrong()) {
            line.flag(DeviceFlags.CLOCK_WRONG);
        }
        if (!message.retained() && !time.history()) {
            DeviceTime.millis(sample.deviceTime())
                    .ifPresent(own -> line.trace().clock(arrivedMillis - own, time.stepped()));
        }
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
