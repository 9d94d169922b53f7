package io.vigil.device.serial;

import io.vigil.device.DeviceType;
import io.vigil.device.LinkReport;
import io.vigil.device.LinkReport.LinkState;
import java.util.function.Consumer;

/**
 * How a line stands, told at each change of state, and at most once a second when only the counters moved. Time is a
 * parameter (monotonic nanoseconds). One thread writes; the counters may be read by any.
 */
final class LinkWatch {
    private static final long REPORT_NANOS = 1_000_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;

    private final String device;
    private final String model;
    private final long silenceNanos;
    private final Consumer<LinkReport> reports;

    private LinkState state = LinkState.CONNECTING;
    private String reason = "";
    private boolean told;
    private long toldNanos;
    private long toldFrames;
    private boolean open;
    private long lastGoodNanos;
    private long lastByteNanos;
    private boolean heard;
    private volatile long good;
    private volatile long bad;

    LinkWatch(String device, DeviceType type, Consumer<LinkReport> reports) {
        this.device = device;
        this.model = type.vendor() + " " + type.kind();
        this.silenceNanos = type.silenceMillis() * MILLI_NANOS;
        this.reports = reports;
    }

    void opened(long now) {
        open = true;
        heard = false;
        lastGoodNanos = now;
        become(LinkState.CONNECTING, "Waiting for the device's first reading.", now);
    }

    void bytes(long now) {
        heard = true;
        lastByteNanos = now;
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void good(long now) {
        good++;
        lastGoodNanos = now;
        become(LinkState.LIVE, "", now);
    }

    /** Well-formed and no reading: of a device that measures only when it is told to, this is its sign of life. */
    void answered(long now) {
        if (silenceNanos == 0) {
            become(LinkState.LIVE, "", now);
        }
    }

    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
    void bad() {
        bad++;
    }

    void gone(String why, long now) {
        open = false;
        become(LinkState.GONE, why, now);
    }

    /** To be called every 100 ms or so. */
    void tick(long now) {
        if (open && silenceNanos > 0 && now - lastGoodNanos >= silenceNanos) {
            if (heard && now - lastByteNanos < silenceNanos) {
                become(
                        LinkState.FAULTY,
                        "Bytes arrive, but none reads as " + model + ". Check the device's output format and speed.",
                        now);
            } else {
                become(LinkState.SILENT, "The cable is in, but the device says nothing. Is it switched on?", now);
            }
        }
        if (good + bad != toldFrames && now - toldNanos >= REPORT_NANOS) {
            tell(now);
        }
    }

    private void become(LinkState next, String why, long now) {
        if (!told || next != state || !why.equals(reason)) {
            state = next;
            reason = why;
            tell(now);
        }
    }

    private void tell(long now) {
        told = true;
        toldNanos = now;
        toldFrames = good + bad;
        reports.accept(new LinkReport(device, state, reason, good, bad));
    }

    long goodFrames() {
        return good;
    }

    long badFrames() {
        return bad;
    }
}
