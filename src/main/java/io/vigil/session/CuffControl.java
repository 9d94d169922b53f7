package io.vigil.session;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What of a session's cuffs may be started, and when: never two within the safe interval whoever asks, by the schedule
 * only while a nurse has allowed it, and after a restart not before it is allowed again. Part of the fold: pure, one
 * thread.
 */
final class CuffControl {
    /** What says nothing for three minutes has failed: this service's own limit, beside the cuff's own protection. */
    static final long LONGEST_MILLIS = 180_000;

    /** After so many failures in a row a person has to look at the cuff before the schedule starts it again. */
    static final int FAILURES = 3;

    static final String NOT_ALLOWED = "not allowed in this session";
    static final String AFTER_RESTART = "the service was restarted; allow it again";

    private final long safeMillis;
    final Set<String> startable = new LinkedHashSet<>();
    boolean allowed;
    boolean sameLimb;
    String notAllowed = NOT_ALLOWED;
    /** The cuff that measures now by Vigil's start; empty when none does. */
    String measuring = "";

    long startedMillis;
    String startedWhy = "";
    String startedBy = "";
    long readingMillis;
    int failures;
    String trouble = "";

    CuffControl(long safeMillis) {
        this.safeMillis = safeMillis;
    }

    /** The one that is started; empty when no worn cuff can be. */
    String device() {
        return startable.isEmpty() ? "" : startable.iterator().next();
    }

    /** Not before; 0 when no start has been. */
    long startableMillis() {
        return startedMillis == 0 ? 0 : startedMillis + safeMillis;
    }

    /** Why no reading can be started now, for whoever asks. */
    Optional<String> refusal(long nowMillis) {
        if (startable.isEmpty()) {
            return Optional.empty();
        }
        if (!measuring.isEmpty()) {
            return Optional.of("Cuff " + measuring + " is measuring since " + seconds(nowMillis - startedMillis)
                    + "; wait for it or abort it");
        }
        long wait = startableMillis() - nowMillis;
        return wait <= 0
                ? Optional.empty()
                : Optional.of("The cuff was started " + seconds(nowMillis - startedMillis) + " ago (" + startedWhy
                        + "); it may be started again in " + seconds(wait));
    }

    /** The pause of the schedule counts from the last squeeze anybody started, as far as it is known. */
    boolean restsForSchedule(long nowMillis) {
        return refusal(nowMillis).isPresent() || (readingMillis != 0 && nowMillis < readingMillis + safeMillis);
    }

    void started(String device, String why, String by, long nowMillis, Effects out) {
        measuring = device;
        startedMillis = nowMillis;
        startedWhy = why;
        startedBy = by;
        trouble = "";
        out.order(new CuffOrder(device, true, nowMillis));
    }

    /** Lets the air out of every cuff that can be told to, whatever is known of it. */
    void abort(Effects out) {
        for (String device : startable) {
            out.order(new CuffOrder(device, false, startedMillis));
        }
        measuring = "";
    }

    /** A cuff taken off must not go on squeezing. */
    void takenOff(String device, Effects out) {
        if (startable.remove(device)) {
            out.order(new CuffOrder(device, false, startedMillis));
            measuring = measuring.equals(device) ? "" : measuring;
        }
    }

    void allow(boolean sameLimb) {
        allowed = true;
        this.sameLimb = sameLimb;
        notAllowed = "";
        failures = 0;
    }

    void forbid(String why) {
        allowed = false;
        notAllowed = why;
    }

    /** A reading is out, so the cuff squeezes no longer. @param usable false for one that failed */
    void measured(String device, long measuredMillis, boolean usable, long nowMillis) {
        readingMillis = nowMillis;
        if (measuring.equals(device) && measuredMillis > startedMillis) {
            measuring = "";
            trouble = "";
            count(!usable);
        }
    }

    private void count(boolean failed) {
        failures = failed ? failures + 1 : 0;
        if (allowed && failures >= FAILURES) {
            forbid(failures + " readings in a row failed; look at the cuff, then allow it again");
        }
    }

    /** @return true when this start has thereby failed */
    boolean told(Happening.CuffTold told, Effects out) {
        if (told.outcome().equals("not aborted")) {
            trouble = "Not stopped from here: " + told.why();
            return false;
        }
        if (told.startMillis() != startedMillis || !told.device().equals(measuring)) {
            return false;
        }
        if (told.outcome().equals("accepted")) {
            return false;
        }
        trouble = told.why();
        if (told.outcome().equals("timed out")) {
            out.order(new CuffOrder(measuring, false, startedMillis));
        }
        measuring = "";
        count(true);
        return true;
    }

    boolean overran(long nowMillis) {
        return !measuring.isEmpty() && nowMillis - startedMillis >= LONGEST_MILLIS;
    }

    private static String seconds(long millis) {
        return Math.max(1, (millis + 999) / 1000) + " s";
    }
}
