package io.vigil.device.serial;

import io.vigil.device.CuffAnswer;
import io.vigil.device.CuffRequest;
import io.vigil.device.Decoded;
import io.vigil.device.Decoder;
import io.vigil.device.DeviceClock;
import io.vigil.device.DeviceFlags;
import io.vigil.device.DevicePort;
import io.vigil.device.DeviceType;
import io.vigil.device.LineTrace;
import io.vigil.device.ReconnectPauses;
import io.vigil.device.SerialSettings;
import io.vigil.device.Thinning;
import io.vigil.device.WaveGathering;
import io.vigil.time.Clock;
import io.vigil.vital.Frame;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device on one serial line: opens it, reads, decodes, delivers, and opens it again after a loss, for as long as it
 * lives. A thread of its own does all of it; {@link DevicePort} is called on that thread only.
 *
 * <p>A serial line cannot store, so a reading is as old as its arrival, and a repeated device time is no redelivery:
 * frames carry no stamp.
 */
public final class SerialLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SerialLink.class);
    private static final int CHUNK = 1024;
    private static final long CLOSE_MILLIS = 5_000;

    private final String device;
    private final DeviceType type;
    private final LineOpener opener;
    private final DevicePort ward;
    private final Clock clock;
    private final LinkWatch watch;
    private final ReconnectPauses pauses;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private final Thinning thinning;
    private final LineTrace trace = new LineTrace();
    private final ClockWatch deviceClock;
    private Decoder decoder;
    private boolean decoderFailed;
    private final LineTalk talk;
    private final WaveGathering waves;
    private volatile long bytesRead;
    private volatile long losses;

    SerialLink(String device, DeviceType type, LineOpener opener, DevicePort ward, Clock clock) {
        this.device = device;
        this.type = type;
        this.opener = opener;
        this.ward = ward;
        this.clock = clock;
        this.pauses = type.link() instanceof SerialSettings settings
                ? new ReconnectPauses(RandomGenerator.getDefault(), settings.retryMillis())
                : new ReconnectPauses(RandomGenerator.getDefault());
        this.thinning = new Thinning(type.freshness().perSecond());
        this.deviceClock = new ClockWatch(trace, type.freshness().skewSeconds());
        this.waves = new WaveGathering(device);
        this.watch = new LinkWatch(device, type, ward::link);
        this.decoder = type.newDecoder();
        this.talk = new LineTalk(device, type.newTalk());
        this.thread = new Thread(this::run, "serial-" + device);
        this.thread.setDaemon(true);
    }

    /**
     * Starts reading at once.
     *
     * @param type one that sends a stream
     * @param path {@code /dev/ttyUSB0}, {@code /dev/serial/by-id/…}, {@code COM3}; need not be there yet
     * @throws IllegalArgumentException for a type that sends messages
     */
    public static SerialLink start(String device, DeviceType type, String path, DevicePort ward, Clock clock) {
        if (!(type.link() instanceof SerialSettings settings)) {
            throw new IllegalArgumentException(type.id() + " is no serial device");
        }
        SerialLink link = new SerialLink(device, type, HardwarePort.opener(path, settings, clock), ward, clock);
        link.start();
        return link;
    }

    /** As the other, for the adapter wherever the system puts it; a replug under another name is found. */
    public static SerialLink start(String device, DeviceType type, UsbAdapter adapter, DevicePort ward, Clock clock) {
        if (!(type.link() instanceof SerialSettings settings)) {
            throw new IllegalArgumentException(type.id() + " is no serial device");
        }
        SerialLink link = new SerialLink(device, type, adapter.opener(settings, clock), ward, clock);
        link.start();
        return link;
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                attempt();
            } catch (RuntimeException | LinkageError fault) {
                LOG.error("serial link of {} failed, opening it again", device, fault);
                watch.gone("The link failed inside; it is being opened again.", clock.nanos());
            }
            pause(pauses.nextMillis());
        }
    }

    private void attempt() {
        LineOpener.Attempt attempt = opener.open();
        if (attempt instanceof LineOpener.Opened opened) {
            try (ByteLine line = opened.line()) {
                watch.opened(clock.nanos());
                line.watch(trace::amiss);
                talk.opened(line, clock.nanos());
                converse(line);
            } finally {
                talk.lost();
            }
        } else if (attempt instanceof LineOpener.Refused refused) {
            watch.gone(refused.reason(), clock.nanos());
        }
    }

    private void converse(ByteLine line) {
        decoder = type.newDecoder();
        deviceClock.connected();
        byte[] chunk = new byte[CHUNK];
        while (closing.getCount() > 0) {
            int count = line.read(chunk);
            if (count < 0) {
                lost();
                return;
            }
            if (count > 0) {
                take(chunk, count);
            }
            watch.tick(clock.nanos());
            talk.tick(clock.nanos());
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    private void take(byte[] chunk, int count) {
        long arrivedNanos = clock.nanos();
        long arrivedMillis = clock.wallMillis();
        bytesRead += count;
        watch.bytes(arrivedNanos);
        trace.received(arrivedMillis, "", chunk, count);
        decoding(() -> {
            talk.heard(chunk, count, arrivedNanos);
            decoder.feed(chunk, 0, count, decoded -> deliver(decoded, arrivedMillis, arrivedNanos));
        });
    }

    /**
     * A decoder must not throw. One that does costs what it was reading and a bad frame, not the line; the next bytes go
     * to a fresh one.
     */
    private void decoding(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            if (!decoderFailed) {
                LOG.error("decoder of {} failed; further failures are only counted", type.id(), fault);
            }
            decoderFailed = true;
            decoder = type.newDecoder();
            refused("decoder");
        }
    }

    private void refused(String reason) {
        trace.refused(reason);
        watch.bad();
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    private void lost() {
        losses++;
        decoding(() -> decoder.end(decoded -> deliver(decoded, clock.wallMillis(), clock.nanos())));
        watch.gone("The device was unplugged. Check the cable and its USB plug.", clock.nanos());
    }

    private void deliver(Decoded decoded, long arrivedMillis, long arrivedNanos) {
        talk.understood(decoded, arrivedNanos);
        if (decoded instanceof Decoded.Sample sample) {
            pauses.reset();
            long measured = DeviceClock.undated(arrivedMillis, sample.history()).measuredMillis();
            deviceClock.heard(sample, arrivedMillis);
            thinning.pass(sample, arrivedNanos)
                    .ifPresent(news -> ward.frame(
                            new Frame(
                                    device,
                                    measured,
                                    arrivedMillis,
                                    arrivedNanos,
                                    "",
                                    DeviceFlags.on(news.readings(), deviceClock.flags())),
                            durable -> {}));
            watch.good(arrivedNanos);
        } else if (decoded instanceof Decoded.Wave wave) {
            waves.add(wave, arrivedMillis).ifPresent(ward::wave);
        } else if (decoded instanceof Decoded.Battery battery) {
            trace.battery(battery.percent());
        } else if (decoded instanceof Decoded.Ignored) {
            watch.answered(arrivedNanos);
        } else if (decoded instanceof Decoded.Rejected rejected) {
            refused(rejected.reason());
        }
    }

    private void pause(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("serial link of {} closed", device);
            }
        } catch (InterruptedException asToEnd) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    /** The bytes of the last minute, and what was amiss. */
    public LineTrace trace() {
        return trace;
    }

    /** The configured device's id. */
    public String device() {
        return device;
    }

    /** True when {@link #ask} can start something. */
    public boolean startable() {
        return talk.startable();
    }

    /** As {@code CuffPort.ask}, for this line's device. */
    public void ask(CuffRequest request, Consumer<CuffAnswer> answer) {
        talk.ask(request, answer);
    }

    /** Bytes received since the start. */
    public long bytesRead() {
        return bytesRead;
    }

    /** Good frames since the start. */
    public long goodFrames() {
        return watch.goodFrames();
    }

    /** Frames, lines and runs of noise refused since the start. */
    public long badFrames() {
        return watch.badFrames();
    }

    /** How often an open line was lost. */
    public long losses() {
        return losses;
    }

    /** Stops reading and closes the port; returns when the thread has ended. No link report follows. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
