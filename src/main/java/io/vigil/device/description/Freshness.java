package io.vigil.device.description;

import java.util.List;
import java.util.Optional;

/**
 * How long what a device said counts, and how its clock is taken.
 *
 * @param staleSeconds a message whose own time is older on its arrival is history; 0: as the session holds for its metric
 * @param retainedSeconds a broker's retained message counts when its own time is younger, seconds; 0: never
 * @param perSecond at most so many changed numbers a second are handed on; 0: each change
 * @param clock device: its time counts after it has proven itself; host: the arrival counts, its own is only kept
 * @param skewSeconds its clock being off by more, its readings are flagged {@code clock-wrong}; 0: no limit
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

    /** Younger than what a session still takes for live (alarms.md, input rule 2). */
    private static final int USUAL_RETAINED_SECONDS = 10;

    /** What counts where a description says nothing. */
    public static final Freshness USUAL =
            new Freshness(0, USUAL_RETAINED_SECONDS, 0, Optional.empty(), "device", 0, "live");

    /** Where the last will or birth of a device or its gateway is told. @param topic with {@code +name} as in the link's */
    public record Availability(String topic, String online, String offline) {}

    static Freshness read(Section root, Description.Link link) {
        Optional<Section> freshness = root.section("freshness");
        Optional<Section> clock = root.section("clock");
        if (link instanceof Description.Serial) {
            freshness.ifPresent(section -> forMessages(
                    section,
                    section.text("retained", "").equals("ignore")
                            ? List.of("stale_s", "availability")
                            : List.of("stale_s", "retained", "availability")));
            clock.ifPresent(section -> forMessages(section, List.of("step_back")));
        }
        Freshness read = new Freshness(
                freshness
                        .map(section -> section.whole("stale_s", 0, 0, LONGEST))
                        .orElse(0),
                freshness.map(Freshness::retained).orElse(USUAL_RETAINED_SECONDS),
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

    /** A word that would have no effect is refused; what is so on a line anyway may be said. */
    private static void forMessages(Section section, List<String> keys) {
        keys.stream()
                .filter(section::has)
                .forEach(key -> section.problem(
                        section.place(key),
                        "'" + key + "' is for messages; a serial line keeps nothing, and what it says is as old as its "
                                + "arrival; remove it"));
    }

    private static int retained(Section section) {
        if (!section.has("retained")) {
            return USUAL_RETAINED_SECONDS;
        }
        return section.text("retained", "").equals("ignore") ? 0 : section.whole("retained", 0, 1, LONGEST);
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
