package io.vigil.device.description;

import java.util.List;
import java.util.Optional;

/**
 * How long what a device said counts, and how its clock is taken.
 *
 * @param staleSeconds after so long a value is shown as old; 0: as Vigil holds for its metric
 * @param retainedSeconds a broker's retained message counts when its own time is younger; 0: never
 * @param perSecond at most so many records are handed on; 0: as Vigil holds for all
 * @param clock device: its time counts after it has proven itself; host: the arrival counts, its own is only kept
 * @param skewSeconds beyond which its clock is called wrong; 0: no limit
 * @param stepBack what a record is whose time is before the last one's: live at its arrival, or history
 */
public record Freshness(
        int staleSeconds,
        int retainedSeconds,
        int perSecond,
        Optional<Availability> availability,
        String clock,
        int skewSeconds,
        String stepBack) {
    private static final int LONGEST = 86_400;

    /** Where the last will or birth of a device or its gateway is told. @param topic with {@code +name} as in the link's */
    public record Availability(String topic, String online, String offline) {}

    static Freshness read(Section root) {
        Optional<Section> freshness = root.section("freshness");
        Optional<Section> clock = root.section("clock");
        Freshness read = new Freshness(
                freshness
                        .map(section -> section.whole("stale_s", 0, 0, LONGEST))
                        .orElse(0),
                freshness.map(Freshness::retained).orElse(0),
                freshness
                        .map(section -> section.whole("per_second", 0, 0, 1000))
                        .orElse(0),
                freshness.flatMap(section -> section.section("availability")).map(Freshness::availability),
                clock.map(section -> section.oneOf("use", "device", List.of("device", "host")))
                        .orElse("device"),
                clock.map(section -> section.whole("skew_s", 0, 0, LONGEST)).orElse(0),
                clock.map(section -> section.oneOf("step_back", "live", List.of("live", "history")))
                        .orElse("live"));
        freshness.ifPresent(Section::done);
        clock.ifPresent(Section::done);
        return read;
    }

    private static int retained(Section section) {
        return section.text("retained", "ignore").equals("ignore") ? 0 : section.whole("retained", 0, 1, LONGEST);
    }

    private static Availability availability(Section section) {
        Availability read = new Availability(
                section.required("topic", "say where the last will is told"),
                section.text("online", "online"),
                section.text("offline", "offline"));
        section.done();
        return read;
    }
}
