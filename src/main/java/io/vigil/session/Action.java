package io.vigil.session;

import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a nurse does to a session. Each is an input of the fold, with who and when beside it. */
public sealed interface Action {
    /** @param alarm a rule's id or {@code *}; @param occurrence 0 = the present one */
    record Acknowledge(String alarm, int occurrence) implements Action {}

    record MovePhase(String phase) implements Action {}

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

    /** The nurse started ({@code start}) or aborted ({@code abort}) a cuff reading. */
    record Cuff(String action, boolean sameLimb) implements Action {}

    record Note(String text) implements Action {}

    /** @param onsetMillis epoch ms; @param resolvedMillis epoch ms, 0 while it lasts */
    record AdverseEvent(String kind, long onsetMillis, long resolvedMillis, String text) implements Action {}

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

        /** A dose makes every finding about the patient void; who drives home it leaves. */
        Assess dosed() {
            return new Assess(null, null, rideConfirmed, null);
        }
    }

    record Discharge(@Nullable String overrideReason) implements Action {}
}
