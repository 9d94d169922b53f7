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

    /**
     * @param history the device or the broker had kept it
     * @param ignored a broker's memory and not proven fresh: it is neither live nor news
     * @param stepped the device's clock was found to have leapt
     */
    record Verdict(long measuredMillis, boolean history, boolean ignored, boolean stepped) {}

    synchronized void connected(String device) {
        clocks.computeIfAbsent(device, d -> new DeviceClock()).connected();
    }

    synchronized Verdict judge(String device, Decoded.Sample sample, boolean retained, long arrivedMillis) {
        OptionalLong own = DeviceTime.millis(sample.deviceTime());
        DeviceClock.Moment moment = own.isEmpty()
                ? DeviceClock.undated(arrivedMillis, retained || sample.history())
                : clocks.computeIfAbsent(device, d -> new DeviceClock())
                        .dated(own.getAsLong(), arrivedMillis, retained, sample.history());
        boolean old = moment.history() || arrivedMillis - moment.measuredMillis() > FRESH_MILLIS;
        return new Verdict(moment.measuredMillis(), moment.history(), retained && old, moment.stepped());
    }
}
