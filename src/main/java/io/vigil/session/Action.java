package io.vigil.session;

import io.vigil.vital.Metric;
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

    record Discharge(@Nullable String overrideReason) implements Action {}
}
