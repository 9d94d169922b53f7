package io.vigil.session;

import io.vigil.alarm.AlarmView;
import io.vigil.alarm.Condition;
import io.vigil.alarm.Priority;
import java.util.List;

/**
 * What the treatment room shows and sounds (alarms.md, "Priorities, colour, sound"): a high alarm is a silent cue for the
 * therapist until it escalates, and then sounds there too; anything less is silent.
 *
 * @param cue a high alarm stands that nobody has acknowledged
 * @param sounds it has reached the first level, and the audio is not paused
 * @param level the highest level reached by an alarm of any priority nobody has acknowledged; 1: all screens and the room,
 *     2: the provider has been notified
 */
public record RoomCue(boolean cue, boolean sounds, int level) {
    public static RoomCue of(SessionView session) {
        List<AlarmView> calling = session.alarms().stream()
                .filter(alarm -> alarm.condition() != Condition.ACKED)
                .toList();
        boolean cue = calling.stream().anyMatch(RoomCue::high);
        boolean escalated = calling.stream().anyMatch(alarm -> high(alarm) && alarm.level() > 0);
        int level = calling.stream().mapToInt(AlarmView::level).max().orElse(0);
        return new RoomCue(
                cue && session.open(), escalated && session.open() && session.audioPausedUntilMillis() == 0, level);
    }

    private static boolean high(AlarmView alarm) {
        return alarm.rule().priority() == Priority.HIGH;
    }
}
