package io.vigil.device.mqtt.intake;

import io.vigil.device.Decoded;
import io.vigil.device.DevicePort;
import io.vigil.device.LineTrace;
import io.vigil.device.LinkReport;
import io.vigil.device.LinkReport.LinkState;
import io.vigil.device.Thinning;
import io.vigil.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How one device's line stands, told to the port when it changes and, for its counters, once a second. Any thread. */
public final class DeviceLine {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long REPORT_EVERY_NANOS = 1_000 * NANOS_PER_MILLI;
    private static final int BAD_IN_A_ROW = 3;
    private static final long SUSPECT_MILLIS = 30_000;

    private final String device;
    private final long silenceNanos;
    private final DevicePort port;
    private final Clock clock;
    private final LineTrace trace = new LineTrace();
    private final int perSecond;
    private Thinning thinning;
    private final Set<String> flags = new LinkedHashSet<>();

    private long newestMillis = Long.MIN_VALUE;
    private long good;
    private long bad;
    private int badInARow;
    private String badReason = "";
    private boolean spoken;
    private long lastGoodNanos;
    private long openNanos;
    private String goneReason = "No client has sent for this device yet; check its power and its MQTT settings";
    private boolean gone;
    private boolean opened;
    private String heldReason = "";
    private long heldUntilNanos;
    private LinkReport last;
    private long lastReportNanos;

    DeviceLine(DeviceBinding binding, DevicePort port, Clock clock) {
        this.device = binding.device();
        this.silenceNanos = binding.silenceMillis() * NANOS_PER_MILLI;
        this.perSecond = binding.freshness().perSecond();
        this.thinning = new Thinning(perSecond);
        this.port = port;
        this.clock = clock;
        this.last = new LinkReport(device, LinkState.CONNECTING, "", 0, 0);
        this.lastReportNanos = clock.nanos() - REPORT_EVERY_NANOS;
    }

    /** Somebody who may speak for it is there. */
    synchronized void open() {
        if (!opened || gone) {
            opened = true;
            gone = false;
            spoken = false;
            openNanos = clock.nanos();
        }
        report();
    }

    synchronized void good() {
        good++;
        badInARow = 0;
        opened = true;
        gone = false;
        spoken = true;
        lastGoodNanos = clock.nanos();
        report();
    }

    /** @param reason the decoder's word for it */
    synchronized void bad(String reason) {
        bad++;
        badInARow++;
        badReason = reason;
        trace.refused(reason);
        report();
    }

    LineTrace trace() {
        return trace;
    }

    /** The next readings say it. */
    public synchronized void flag(String flag) {
        flags.add(flag);
    }

    /** What the next readings have to say beside their own flags, once. */
    synchronized List<String> takeFlags() {
        List<String> taken = List.copyOf(flags);
        flags.clear();
        return taken;
    }

    /**
     * What of a sample is news.
     *
     * @param millis by the device's clock where it has one, otherwise the arrival: what a broker kept for us and sends in
     *     one breath is then thinned no more than it would have been live
     */
    synchronized Optional<Decoded.Sample> news(Decoded.Sample sample, long millis) {
        if (millis < newestMillis) {
            // Set back, or a message that was overtaken: in either case what came before says nothing of it.
            thinning = new Thinning(perSecond);
        }
        newestMillis = millis;
        return thinning.pass(sample, millis * NANOS_PER_MILLI);
    }

    public synchronized void gone(String reason) {
        gone = true;
        spoken = false;
        goneReason = reason;
        report();
    }

    /** FAULTY for half a minute whatever else it does: it must be seen by a person, not only by the log. */
    public synchronized void suspect(String reason) {
        heldReason = reason;
        heldUntilNanos = clock.nanos() + SUSPECT_MILLIS * NANOS_PER_MILLI;
        report();
    }

    /** True while it has sent a good message within its silence limit. */
    public synchronized boolean speaking(long atLeastMillis) {
        long limit = Math.max(silenceNanos, atLeastMillis * NANOS_PER_MILLI);
        return spoken && clock.nanos() - lastGoodNanos <= limit;
    }

    /** Once a second or more often. */
    public synchronized void tick() {
        report();
    }

    private void report() {
        long now = clock.nanos();
        LinkReport next = stand(now);
        boolean changed = next.state() != last.state() || !next.reason().equals(last.reason());
        boolean counted = next.goodFrames() != last.goodFrames() || next.badFrames() != last.badFrames();
        boolean due = now - lastReportNanos >= REPORT_EVERY_NANOS;
        if (changed || counted && due) {
            last = next;
            lastReportNanos = now;
            port.link(next);
        }
    }

    private LinkReport stand(long now) {
        if (!heldReason.isEmpty() && now - heldUntilNanos < 0) {
            return is(LinkState.FAULTY, heldReason);
        }
        if (gone) {
            return is(LinkState.GONE, goneReason);
        }
        boolean fresh = spoken && (silenceNanos == 0 || now - lastGoodNanos <= silenceNanos);
        if (badInARow >= BAD_IN_A_ROW || badInARow > 0 && !fresh) {
            return is(LinkState.FAULTY, "Its messages cannot be read (" + badReason + "); check the device's type");
        }
        if (fresh) {
            return is(LinkState.LIVE, "");
        }
        if (!opened) {
            return is(LinkState.CONNECTING, goneReason);
        }
        if (silenceNanos == 0 || now - Math.max(openNanos, spoken ? lastGoodNanos : openNanos) <= silenceNanos) {
            return is(LinkState.CONNECTING, "Connected; waiting for its first reading");
        }
        return is(LinkState.SILENT, "Connected, but no reading comes; check the sensor and the device");
    }

    private LinkReport is(LinkState state, String reason) {
        return new LinkReport(device, state, reason, good, bad);
    }
}
