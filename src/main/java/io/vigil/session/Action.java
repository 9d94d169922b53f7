package io.vigil.session;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a nurse does to a session. Each is an input of the fold, with who and when beside it. */
public sealed interface Action {
    /** @param alarm a rule's id or {@code *}; @param occurrence 0 = the present one */
    record Acknowledge(String alarm, int occurrence) implements Action {}

    /** @param from the phase that was looked at when it was asked for; null = whichever is present */
    record MovePhase(String phase, @Nullable String from) implements Action {
        public MovePhase(String phase) {
            this(phase, null);
        }
    }

    /** Merges the values given into the baseline. */
    record ConfirmBaseline(Map<Metric, Double> values) implements Action {
        public ConfirmBaseline {
            values = Map.copyOf(values);
        }
    }

    /** @param event {@code start}, {@code stop} or {@code given}; @param amount in {@code unit} */
    record Dose(
            String drug,
            String route,
            double amount,
            String unit,
            String event,
            @Nullable String rate,
            @Nullable String lot,
            @Nullable String overrideReason)
            implements Action {}

    record SetLimit(String alarm, double limit, String reason) implements Action {}

    record PauseAudio(long durationMillis) implements Action {}

    record Standby(long durationMillis) implements Action {}

    record Resume() implements Action {}

    /**
     * The nurse starts ({@code start}) or aborts ({@code abort}) a cuff reading, or lets the schedule start them in this
     * session ({@code allow}) or no longer ({@code forbid}).
     */
    record Cuff(String action, boolean sameLimb) implements Action {}

    record Note(String text) implements Action {}

    /**
     * One that lasts is ended by a second one of its kind with {@code resolved}.
     *
     * @param onsetMillis epoch ms; @param resolvedMillis epoch ms, 0 while it lasts
     * @param moaas MOAA/S, 0 to 5, where the event is a sedation
     */
    record AdverseEvent(
            String kind,
            long onsetMillis,
            long resolvedMillis,
            String text,
            @Nullable Integer moaas) implements Action {
        public AdverseEvent(String kind, long onsetMillis, long resolvedMillis, String text) {
            this(kind, onsetMillis, resolvedMillis, text, null);
        }
    }

    /**
     * How the patient is found; what is not given stays as it was assessed before.
     *
     * @param aldrete modified Aldrete score, 0 to 10; @param moaas MOAA/S, 0 to 5
     * @param resolved effects that have gone, such as {@code sedation}
     */
    record Assess(
            @Nullable Integer aldrete,
            @Nullable Integer moaas,
            @Nullable Boolean rideConfirmed,
            @Nullable List<String> resolved)
            implements Action {
        static final Assess NOTHING = new Assess(null, null, null, null);

        public Assess {
            resolved = resolved == null ? null : List.copyOf(resolved);
        }

        Assess then(Assess later) {
            return new Assess(
                    later.aldrete == null ? aldrete : later.aldrete,
                    later.moaas == null ? moaas : later.moaas,
                    later.rideConfirmed == null ? rideConfirmed : later.rideConfirmed,
                    later.resolved == null ? resolved : later.resolved);
        }

        /** It is there again: that it had gone holds no longer. */
        Assess without(String effect) {
            return resolved == null
                    ? this
                    : new Assess(
                            aldrete,
                            moaas,
                            rideConfirmed,
                            resolved.stream()
                                    .filter(each -> !each.equals(effect))
                                    .toList());
        }

        /** A dose makes every finding about the patient void; who drives home it leaves. */
        Assess dosed() {
            return new Assess(null, null, rideConfirmed, null);
        }
    }

    record Discharge(@Nullable String overrideReason) implements Action {}

    /** Ends the session without the discharge gate: started by mistake, transferred, taken over elsewhere. */
    record Abort(String reason) implements Action {}

    /** Another person sits in the chair than was said at the start. Counts as a new revision of the subject. */
    record Reassign(Patient patient, String reason) implements Action {}

    /**
     * Takes back the last of what can be taken back, see {@link Deeds}.
     *
     * @param action as {@link #name} says it, which the last one must be; empty for whichever it is
     * @param atMillis epoch ms when the one that was looked at was done; 0 for whichever it is
     */
    record Undo(String action, String reason, long atMillis) implements Action {
        public Undo(String action, String reason) {
            this(action, reason, 0);
        }
    }

    /** As the API's paths call it; also the name in the audit. */
    default String name() {
        return ActionNames.of(this);
    }
}
