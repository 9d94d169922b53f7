package io.vigil.device;

import io.vigil.device.description.DeviceAlarm;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a decoder made of the bytes: every byte ends in one of these, and noise is counted as Rejected. */
public sealed interface Decoded {
    /** Index from 0 of the frame's first byte in the stream. */
    long offset();

    /**
     * A good frame.
     *
     * @param frame good frames counted from 1
     * @param stamp the device's raw time or sequence, empty without
     * @param deviceTime ISO local date and time as the device gave it, empty without
     * @param history true when the device marks it as from its memory: never live
     * @param alarms the device's own, as it tells them with these readings
     * @param belongs to whom by what the device says: {@code chair}, {@code room}, {@code patient}
     */
    record Sample(
            long frame,
            long offset,
            List<Reading> readings,
            String stamp,
            String deviceTime,
            boolean history,
            List<DeviceAlarm> alarms,
            Map<String, String> belongs)
            implements Decoded {
        public Sample {
            readings = List.copyOf(readings);
            alarms = List.copyOf(alarms);
            belongs = Map.copyOf(belongs);
        }

        public Sample(
                long frame, long offset, List<Reading> readings, String stamp, String deviceTime, boolean history) {
            this(frame, offset, readings, stamp, deviceTime, history, List.of(), Map.of());
        }

        /** The same with fewer readings. */
        public Sample with(List<Reading> others) {
            return new Sample(frame, offset, others, stamp, deviceTime, history, alarms, belongs);
        }
    }

    /**
     * Samples of a signal, beside the readings of the same frame; never a reading, never of the fold.
     *
     * @param signal {@code pleth}, {@code ecg}, {@code resp}, {@code p1}, {@code p2}; {@code cuff} is the pressure in a
     *     cuff at work, mmHg
     * @param perSecond samples a second; 0 where they come irregularly
     * @param samples in the device's own steps, oldest first
     */
    record Wave(long frame, long offset, String signal, int perSecond, List<Integer> samples) implements Decoded {
        public Wave {
            samples = List.copyOf(samples);
        }
    }

    /** How full the device's battery is, as it says beside its readings. @param percent 0 to 100 */
    record Battery(long offset, int percent) implements Decoded {
        /** Empty for what is no charge. */
        public static Optional<Battery> of(long offset, double percent) {
            return percent >= 0 && percent <= 100
                    ? Optional.of(new Battery(offset, (int) Math.round(percent)))
                    : Optional.empty();
        }
    }

    /** @param bytes how many were given up; @param reason {@code checksum}, {@code truncated}, {@code garbled}, … */
    record Rejected(long offset, int bytes, String reason) implements Decoded {}

    /**
     * Well-formed and no reading, such as a page header or a heartbeat: it proves that the link lives and counts neither
     * as good nor as bad.
     */
    record Ignored(long offset, int bytes, String kind) implements Decoded {}
}
