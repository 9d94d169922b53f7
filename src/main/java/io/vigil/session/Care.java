package io.vigil.session;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done for the patient and what is to be done next, for screens. Immutable; times in epoch ms on the session's
 * clock, 0 where there is none.
 *
 * @param subjectRevision 1 at the start, one more with each {@link Action.Reassign}
 * @param proposal of the baseline, by metric; empty once a dose was given
 * @param undoable what an undo would take back; null when nothing
 */
public record Care(
        int subjectRevision,
        Map<Metric, Proposed> proposal,
        CuffStatus cuff,
        List<Dose> doses,
        List<Adverse> adverse,
        List<Checkpoint> checkpoints,
        @Nullable Undoable undoable) {
    /** Nothing was done and nothing is to be done. */
    public static final Care NONE = new Care(
            1, Map.of(), new CuffStatus("", false, "", 0, 0, "", "", 0, "", ""), List.of(), List.of(), List.of(), null);

    public Care {
        proposal = Map.copyOf(proposal);
        doses = List.copyOf(doses);
        adverse = List.copyOf(adverse);
        checkpoints = List.copyOf(checkpoints);
    }

    /**
     * A median of good values alone that a nurse may confirm as baseline.
     *
     * @param value in the metric's unit; @param count of the values behind it
     */
    public record Proposed(double value, int count, long fromMillis, long toMillis) {}

    /**
     * @param device that Vigil can start, empty without one
     * @param automatic true while the schedule may start it
     * @param notAutomatic why it may not, in a nurse's words; empty where it may
     * @param measuringSinceMillis of the reading under way, 0 when none is known
     * @param startedMillis of the last start by Vigil; @param startedWhy {@code nurse}, {@code schedule}, {@code recheck}
     *     or {@code checkpoint}; @param startedBy a user, empty for the schedule
     * @param startableMillis not before, because of the safe interval; 0 when at any time
     * @param dueWhy for what the next reading is due: {@code schedule}, {@code recheck} or {@code checkpoint}
     * @param trouble what became of the last start if that was no reading; empty when all is well
     */
    public record CuffStatus(
            String device,
            boolean automatic,
            String notAutomatic,
            long measuringSinceMillis,
            long startedMillis,
            String startedWhy,
            String startedBy,
            long startableMillis,
            String dueWhy,
            String trouble) {}

    public record Dose(long atMillis, String by, Action.Dose dose) {}

    /** @param resolvedMillis 0 while it lasts */
    public record Adverse(
            String kind,
            long onsetMillis,
            long resolvedMillis,
            String text,
            @Nullable Integer moaas,
            String by) {
        Adverse ended(long atMillis) {
            return new Adverse(kind, onsetMillis, atMillis, text, moaas, by);
        }
    }

    /** A reading that the protocol asks for so long after the dose: within the window, alarmed on after it. */
    public record Checkpoint(
            String alarm, Metric metric, long dueMillis, long fromMillis, long untilMillis, boolean met) {}

    /** @param action as the API's path calls it */
    public record Undoable(String action, long atMillis, String by, long untilMillis) {}
}
