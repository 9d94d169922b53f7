package io.vigil.device.sim;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Masimo "ASCII 1" in the Rad-8's form, one line a second, ended LF CR as the manual says. After the sensor leaves the
 * patient the last numbers go on being printed for ten seconds: only EXC tells.
 */
public final class MasimoAscii1Simulator implements SimulatedDevice {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MM/dd/yy HH:mm:ss", Locale.ROOT);
    private static final long FREEZE_MILLIS = 10_000;
    private static final int SET = 0x800;
    private static final int LOW_PERFUSION = 0x4;
    private static final int PULSE_SEARCH = 0x8;
    private static final int SENSOR_OFF = 0x20;

    private final Script script;
    private final Consumer<byte[]> wire;
    private final LongFunction<LocalDateTime> deviceClock;
    private final String serial;
    private String shown = numbers(Double.NaN, Double.NaN, Double.NaN);
    private long offSinceMillis = -1;

    /** @param start what the device's own clock shows at second 0; @param serialNumber at most ten digits */
    public MasimoAscii1Simulator(Script script, Consumer<byte[]> wire, LocalDateTime start, long serialNumber) {
        this(script, wire, elapsed -> start.plusNanos(elapsed * 1_000_000), serialNumber);
    }

    /** @param deviceClock what the device's own clock shows so many milliseconds after the start */
    public MasimoAscii1Simulator(
            Script script, Consumer<byte[]> wire, LongFunction<LocalDateTime> deviceClock, long serialNumber) {
        this.script = script;
        this.wire = wire;
        this.deviceClock = deviceClock;
        this.serial = String.format(Locale.ROOT, "%010d", serialNumber);
    }

    @Override
    public void second(long elapsedMillis) {
        if (script.ended(elapsedMillis)) {
            return;
        }
        Vitals now = script.at(elapsedMillis);
        int exceptions = SET | (now.lowPerfusion() ? LOW_PERFUSION : 0);
        if (!now.sensorOff()) {
            offSinceMillis = -1;
            shown = numbers(now.spo2(), now.pr(), now.pi());
            exceptions |= Double.isNaN(now.spo2()) || Double.isNaN(now.pr()) ? PULSE_SEARCH : 0;
        } else {
            exceptions |= SENSOR_OFF;
            if (offSinceMillis < 0) {
                offSinceMillis = elapsedMillis;
            } else if (elapsedMillis - offSinceMillis >= FREEZE_MILLIS) {
                shown = numbers(Double.NaN, Double.NaN, Double.NaN);
            }
        }
        wire.accept(line(deviceClock.apply(elapsedMillis), serial, shown, exceptions));
    }

    private static byte[] line(LocalDateTime at, String serial, String numbers, int exceptions) {
        String line = STAMP.format(at) + " SN=" + serial + ' ' + numbers
                + " SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000 EXC="
                + String.format(Locale.ROOT, "%06X", exceptions) + "\n\r";
        return line.getBytes(StandardCharsets.US_ASCII);
    }

    private static String numbers(double spo2, double bpm, double pi) {
        return "SPO2=" + whole(spo2, 100) + "% BPM=" + whole(bpm, 240) + " PI="
                + (pi >= 0 && pi <= 20 ? String.format(Locale.ROOT, "%05.2f", pi) : "--.--") + '%';
    }

    private static String whole(double value, int highest) {
        return value >= 0 && value <= highest ? String.format(Locale.ROOT, "%03d", Math.round(value)) : "---";
    }
}
