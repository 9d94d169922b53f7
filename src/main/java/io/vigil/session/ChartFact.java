package io.vigil.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a chart entry tells that is not a measured value: one kind of fact for each kind of entry that a site has to ask
 * for. Times in epoch ms.
 */
public sealed interface ChartFact {
    /** A whole session. @param stopped it was broken off; @param devices worn in it, by id */
    record Stay(String protocol, long fromMillis, long toMillis, boolean stopped, List<String> devices)
            implements ChartFact {
        public Stay {
            devices = List.copyOf(devices);
        }
    }

    /**
     * A dose as the nurse entered it.
     *
     * @param amount in {@code unit}
     * @param toMillis that of the start for one given at once; 0 where no end was entered
     * @param within key of the session's own entry; empty where the site wants none
     */
    record Given(
            String drug,
            String route,
            double amount,
            String unit,
            @Nullable String rate,
            @Nullable String lot,
            long fromMillis,
            long toMillis,
            String by,
            String within)
            implements ChartFact {}

    /**
     * An alarm about the patient, from its beginning to its end.
     *
     * @param metric wire name; @param worst in the metric's unit, NaN where the rule has none, as {@code limit}
     * @param toMillis 0 where it stood at the session's end
     * @param acknowledgedBy empty where nobody did
     */
    record Alarmed(
            String alarm,
            String priority,
            String metric,
            double worst,
            double limit,
            long fromMillis,
            long toMillis,
            String acknowledgedBy,
            long acknowledgedMillis)
            implements ChartFact {}

    /** What was charted of one interval. @param members their keys */
    record Summary(List<String> members) implements ChartFact {
        public Summary {
            members = List.copyOf(members);
        }
    }
}
