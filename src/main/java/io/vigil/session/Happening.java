package io.vigil.session;

import io.vigil.vital.Metric;
import io.vigil.vital.Reading;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can happen to a session: the closed family of its inputs. */
public sealed interface Happening {
    /** The first input; nothing in the fold is looked up elsewhere. @param weightKg NaN when not given */
    record Started(
            String session,
            Site site,
            Patient patient,
            Protocol protocol,
            String chair,
            double weightKg,
            String by,
            String key)
            implements Happening {}

    /**
     * @param offers wire names of the metrics the device is known to give; what else it gives later counts from then
     * @param startable true for a cuff that Vigil can start
     */
    record Bound(String device, List<String> offers, String by, String key, boolean startable) implements Happening {
        public Bound {
            offers = List.copyOf(offers);
            key = orNone(key);
        }

        public Bound(String device, List<String> offers, String by) {
            this(device, offers, by, "", false);
        }
    }

    /** @param key as in {@link Bound}: of the request whose last input this is, empty otherwise */
    record Unbound(String device, String by, String key) implements Happening {
        public Unbound {
            key = orNone(key);
        }

        public Unbound(String device, String by) {
            this(device, by, "");
        }
    }

    /** Inputs journaled before bindings had a key lack it. */
    private static String orNone(@Nullable String key) {
        return key == null ? "" : key;
    }

    /** A device's frame; times in epoch ms, {@code stamp} as in {@link io.vigil.vital.Frame}. */
    record Measured(String device, long measuredMillis, String stamp, List<Reading> readings) implements Happening {
        public Measured {
            readings = List.copyOf(readings);
        }
    }

    /**
     * @param key the Idempotency-Key of the request, or one made for it
     * @param from the limit in force before a SetLimit, NaN otherwise: for the audit, the fold does not look at it
     * @param refused why it was not taken; it is then in the journal for the audit and the repetition alone
     */
    record Acted(
            String by,
            String key,
            Action action,
            double from,
            @Nullable Refusal refused) implements Happening {
        public Acted(String by, String key, Action action) {
            this(by, key, action, Double.NaN, null);
        }
    }

    /**
     * A cuff reading began that no person asked for just now. What a nurse asks for is an {@link Acted}.
     *
     * @param reason {@code schedule}, {@code recheck} or {@code checkpoint}
     */
    record CuffStarted(String device, String reason, boolean sameLimb) implements Happening {}

    /**
     * What became of a start, where that is not simply a reading.
     *
     * @param startMillis which start this is about, {@link CuffOrder#startMillis}
     * @param outcome {@code accepted}, {@code refused}, {@code timed out}, or of an abort {@code not aborted}
     * @param why in a nurse's words; empty when accepted
     */
    record CuffTold(String device, long startMillis, String outcome, String why) implements Happening {}

    /** A request other than an action was refused, for the audit and the repetition. @param what {@code devices} */
    record Declined(String by, String key, String what, String detail, Refusal refused) implements Happening {}

    /**
     * What was charted of a reading was put right, or taken back. The alarms stay decided by what was measured.
     *
     * @param measuredMillis the reading's own time, epoch ms
     * @param values the right ones, in the metrics' units; NaN for one that was taken back
     * @param saidMillis when it was said, epoch ms: of two words about one value the later holds
     */
    record Corrected(String device, long measuredMillis, Map<Metric, Double> values, String by, long saidMillis)
            implements Happening {
        public Corrected {
            values = Map.copyOf(values);
        }
    }

    /**
     * The service came back: the gap is crossed by this single instant.
     *
     * @param throughMillis the last instant evaluated before the gap, epoch ms; ticks ran up to here and no further
     */
    record Restarted(long throughMillis) implements Happening {}

    /**
     * A condition of the whole site began or ended, as seen by this session.
     *
     * @param alarm one of {@link SiteAlarms}
     */
    record Technical(String alarm, boolean holds) implements Happening {}
}
