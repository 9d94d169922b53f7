package io.vigil.device.mqtt.intake;

import io.vigil.device.Decoded;
import io.vigil.device.DeviceClock;
import io.vigil.device.DeviceTime;
import io.vigil.device.description.Freshness;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** When a message's values were measured (alarms.md, "The time of a live reading"), with one clock for each device. Any thread. */
final class MessageTimes {
    private static final long MILLIS_PER_SECOND = 1_000;

    private final Map<String, DeviceClock> clocks = new HashMap<>();
    private final Map<String, Long> lastOwn = new HashMap<>();

    /**
     * @param history the device or the broker had kept it
     * @param ignored a broker's memory and not proven fresh: it is neither live nor news
     * @param stepped the device's clock was found to have leapt
     * @param wrong it is off by more than the description allows
     */
    record Verdict(long measuredMillis, boolean history, boolean ignored, boolean stepped, boolean wrong) {}

    synchronized void connected(String device) {
        clocks.computeIfAbsent(device, d -> new DeviceClock()).connected();
    }

    synchronized Verdict judge(DeviceBinding binding, Decoded.Sample sample, boolean retained, long arrivedMillis) {
        Freshness rule = binding.freshness();
        OptionalLong own = DeviceTime.millis(sample.deviceTime());
        DeviceClock.Moment moment = own.isEmpty() || rule.clock().equals("host")
                ? DeviceClock.undated(arrivedMillis, retained || sample.history())
                : clocks.computeIfAbsent(binding.device(), d -> new DeviceClock())
                        .dated(own.getAsLong(), arrivedMillis, retained, sample.history());
        boolean back = own.isPresent() && !retained && steppedBack(binding.device(), own.getAsLong());
        long age = arrivedMillis - moment.measuredMillis();
        boolean late = beyond(age, rule.staleSeconds());
        boolean old = moment.history() || rule.retainedSeconds() == 0 || beyond(age, rule.retainedSeconds());
        return new Verdict(
                moment.measuredMillis(),
                moment.history() || late || back && rule.stepBack().equals("history"),
                retained && old,
                moment.stepped(),
                own.isPresent() && !retained && beyond(Math.abs(arrivedMillis - own.getAsLong()), rule.skewSeconds()));
    }

    private static boolean beyond(long millis, int limitSeconds) {
        return limitSeconds > 0 && millis > limitSeconds * MILLIS_PER_SECOND;
    }

    private boolean steppedBack(String device, long ownMillis) {
        Long before = lastOwn.put(device, ownMillis);
        return before != null && ownMillis < before;
    }
}
