package io.vigil.config.scenario;

import io.vigil.vital.Metric;
import java.util.Map;

/** What somebody does in a scenario (alarms.md, "Scenario file", actions); durations in ms. */
public sealed interface Deed {
    /** @param alarm a rule's id or {@code *} */
    record Acknowledge(String alarm) implements Deed {}

    /** @param sinceMillis when the phase began, where that is not now but was told wrongly before; {@link #NOW} otherwise */
    record EnterPhase(String phase, long sinceMillis) implements Deed {
        public static final long NOW = Long.MIN_VALUE;
    }

    record GiveDose() implements Deed {}

    /** A dose was taken back. @param firstMillis when the first of those left was; {@link #NONE_LEFT} otherwise */
    record TakeBackDose(long firstMillis) implements Deed {
        public static final long NONE_LEFT = Long.MIN_VALUE;
    }

    /** @param values NaN takes a value out of the baseline */
    record ConfirmBaseline(Map<Metric, Double> values, String by) implements Deed {
        public ConfirmBaseline {
            values = Map.copyOf(values);
        }
    }

    record SetLimit(String alarm, double limit, String by) implements Deed {}

    record PauseAudio(long durationMillis) implements Deed {}

    record StandBy(long durationMillis, String by) implements Deed {}

    record Resume() implements Deed {}

    record StartCuff(boolean sameLimb) implements Deed {}

    record EndCuff() implements Deed {}

    /** @param throughMillis the last instant evaluated before a gap without ticks; {@link #NO_GAP} where there is none */
    record Restart(long throughMillis) implements Deed {
        public static final long NO_GAP = Long.MIN_VALUE;
    }
}
