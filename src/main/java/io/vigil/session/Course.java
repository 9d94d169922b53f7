package io.vigil.session;

import java.util.List;

/**
 * How one session went, to be put beside the others of the same patient. Computed from good readings alone and from what
 * people did and did not take back; times in epoch ms, 0 where there is none; values in the metric's unit, NaN where there is none.
 *
 * @param endedMillis 0 while it is open
 * @param baselineSbp as confirmed last; @param peakSbp highest since the first dose, since the start without a dose
 * @param deltaSbp {@code peakSbp} minus {@code baselineSbp}
 * @param nadirSpo2 lowest since the first dose; not while a cuff squeezed the limb of the probe
 * @param recoveryMillis from the first dose to the first pressure from which on systolic and diastolic stayed as near to
 *     the baseline as the protocol asks before leaving; -1 where that is not known or has not been reached
 * @param adverse what was told of, in order
 */
public record Course(
        String session,
        String protocol,
        String protocolTitle,
        long startedMillis,
        long endedMillis,
        double baselineSbp,
        double peakSbp,
        long peakSbpMillis,
        double deltaSbp,
        double nadirSpo2,
        long nadirSpo2Millis,
        long recoveryMillis,
        List<Care.Dose> doses,
        List<Care.Adverse> adverse) {
    public static final long UNKNOWN = -1;

    public Course {
        doses = List.copyOf(doses);
        adverse = List.copyOf(adverse);
    }
}
