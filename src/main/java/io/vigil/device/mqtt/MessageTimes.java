package io.vigil.device.mqtt;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceClock;
import io.vigil.device.DeviceTime;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** When a message's values were measured (alarms.md, "The time of a live reading"), with one clock for each device. Any thread. */
final class MessageTimes {
    /** A continuous value older than this is history (alarms.md, input rule 2). */
    private static final long FRESH_MILLIS = 10_000;

    private final Map<String, DeviceClock> clocks = new HashMap<>();
    private long steps;

    /** @param ignored a broker's memory and not proven fresh: it is neither live nor news */
    record Verdict(long measuredMillis, boolean ignored) {}

    synchronized void connected(String device) {
        clocks.computeIfAbsent(device, d -> new DeviceClock()).connected();
    }

    synchronized Verdict judge(String device, Decoded.Sample sample, boolean retained, long arrivedMillis) {
        OptionalLong own = DeviceTime.millis(sample.deviceTime());
        DeviceClock.Moment moment = own.isEmpty()
                ? DeviceClock.undated(arrivedMillis, retained || sample.history())
                : clocks.computeIfAbsent(device, d -> new DeviceClock())
                        .dated(own.getAsLong(), arrivedMillis, retained, sample.history());
        if (moment.stepped()) {
            steps++;
        }
        boolean old = moment.history() || arrivedMillis - moment.measuredMillis() > FRESH_MILLIS;
        return new Verdict(moment.measuredMillis(), retained && old);
    }

    /** Leaps of devices' clocks since the start. */
    synchronized long steps() {
        return steps;
    }
}
