package io.vigil.session;

import io.vigil.alarm.AlarmEngine;
import io.vigil.alarm.AlarmEvents;
import io.vigil.alarm.Priority;
import io.vigil.alarm.Rule;
import io.vigil.alarm.RuleKind;
import io.vigil.alarm.StateWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a link has to say of a device comes as a flag of its readings: its clock leapt (alarms.md, "The time of a live
 * reading": a low technical alarm), or a second client sends as this device (a technical alarm too, and medium, since
 * the values may be another patient's). The alarm stands until the device was heard for a minute without the flag, or is
 * worn no longer. Part of the fold: pure, one thread.
 */
final class LinkAlarms {
    static final String CLOCK = "tech.clock.step";
    static final String SECOND_CLIENT = "tech.device.second_client";

    private static final long QUIET_MILLIS = 60_000;

    /** The flags as {@code io.vigil.device.DeviceFlags} names them. */
    private static final SortedMap<String, String> BY_FLAG =
            new TreeMap<>(Map.of("clock-step", CLOCK, "second-client", SECOND_CLIENT));

    /** When each device last said it, by alarm. */
    private final Map<String, Map<String, Long>> lastSaid = new HashMap<>();

    private final List<String> own;

    /** @param protocol whose rules may have an alarm of the same name, which then is the protocol's own */
    LinkAlarms(Protocol protocol) {
        this.own = List.of(CLOCK, SECOND_CLIENT).stream()
                .filter(alarm ->
                        protocol.rules().stream().noneMatch(rule -> rule.id().equals(alarm)))
                .toList();
    }

    /** Violated as long as they are enabled. */
    List<Rule> rules() {
        return own.stream()
                .map(alarm -> Rule.named(alarm, RuleKind.OVERDUE, alarm.equals(CLOCK) ? Priority.LOW : Priority.MEDIUM)
                        .interval(0.001)
                        .build())
                .toList();
    }

    void begin(AlarmEngine engine, long now) {
        own.forEach(alarm -> engine.enable(alarm, false, now, new Effects()));
    }

    void measured(Happening.Measured frame, AlarmEngine engine, long now, AlarmEvents out) {
        BY_FLAG.forEach((flag, alarm) -> {
            boolean said = frame.readings().stream()
                    .anyMatch(reading -> reading.flags().contains(flag));
            if (said && own.contains(alarm)) {
                lastSaid.computeIfAbsent(alarm, each -> new HashMap<>()).put(frame.device(), now);
                engine.enable(alarm, true, now, out);
            } else if (now - lastSaid.getOrDefault(alarm, Map.of()).getOrDefault(frame.device(), now) >= QUIET_MILLIS) {
                quiet(alarm, frame.device(), engine, now, out);
            }
        });
    }

    /** The device is worn no longer. */
    void off(String device, AlarmEngine engine, long now, AlarmEvents out) {
        own.forEach(alarm -> quiet(alarm, device, engine, now, out));
    }

    private void quiet(String alarm, String device, AlarmEngine engine, long now, AlarmEvents out) {
        Map<String, Long> said = lastSaid.getOrDefault(alarm, Map.of());
        if (said.containsKey(device)) {
            said.remove(device);
            if (said.isEmpty()) {
                engine.enable(alarm, false, now, out);
            }
        }
    }

    void walk(StateWalk walk) {
        Map<String, Map<String, Long>> inOrder = new TreeMap<>();
        lastSaid.forEach((alarm, devices) -> inOrder.put(alarm, new TreeMap<>(devices)));
        walk.all(inOrder, walk::text, kept -> {
            Map<String, Long> devices = kept == null ? new TreeMap<>() : kept;
            walk.all(devices, walk::text, at -> walk.number(at == null ? 0 : at));
            return devices;
        });
        lastSaid.clear();
        inOrder.forEach((alarm, devices) -> lastSaid.put(alarm, new HashMap<>(devices)));
    }
}
