package io.vigil.session;

import io.vigil.alarm.AlarmMark;
import java.util.List;

/**
 * A session as it stood at one instant: after its input {@code seq} and every tick up to {@code atMillis}.
 *
 * @param seq of the last input taken
 * @param atMillis the last instant evaluated, epoch ms on the session's clock
 * @param version of {@code state}; another version folds the inputs instead
 * @param alarms where the alarms stood, for a version that cannot read the state
 * @param state for {@link Session#resume}; not to be changed
 */
public record Snapshot(String session, long seq, long atMillis, int version, List<AlarmMark> alarms, byte[] state) {
    public Snapshot {
        alarms = List.copyOf(alarms);
    }
}
