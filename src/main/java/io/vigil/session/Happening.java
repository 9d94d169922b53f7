package io.vigil.session;

import io.vigil.vital.Reading;
import java.util.List;

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

    /** @param offers wire names of the metrics the device is known to give; what else it gives later counts from then */
    record Bound(String device, List<String> offers, String by) implements Happening {
        public Bound {
            offers = List.copyOf(offers);
        }
    }

    record Unbound(String device, String by) implements Happening {}

    /** A device's frame; times in epoch ms, {@code stamp} as in {@link io.vigil.vital.Frame}. */
    record Measured(String device, long measuredMillis, String stamp, List<Reading> readings) implements Happening {
        public Measured {
            readings = List.copyOf(readings);
        }
    }

    /** @param key the Idempotency-Key of the request, or one made for it */
    record Acted(String by, String key, Action action) implements Happening {}

    /**
     * The service came back: the gap is crossed by this single instant.
     *
     * @param throughMillis the last instant evaluated before the gap, epoch ms; ticks ran up to here and no further
     */
    record Restarted(long throughMillis) implements Happening {}
}
