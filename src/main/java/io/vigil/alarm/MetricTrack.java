package io.vigil.alarm;

import io.vigil.vital.Metric;
import io.vigil.vital.Quality;
import org.jspecify.annotations.Nullable;

/** What is remembered of one metric (alarms.md, "Input", rules 1, 5 and 6, and "display"). */
final class MetricTrack {
    static final long HOLD_MILLIS = 10_000;

    private static final long NEVER = Long.MIN_VALUE;

    private final Metric metric;

    private long lastMeasured = NEVER;

    // Forgotten at the end of a standby.
    private @Nullable Quality remembered;
    private boolean heard;
    private long heardAt;
    private long heldGood = Fixed.UNKNOWN;
    private long heldGoodTime;
    private long heldQuestionable = Fixed.UNKNOWN;
    private long heldQuestionableTime;
    private @Nullable Quality shownQuality;
    private long shownTime;
    private long shownValue = Fixed.UNKNOWN;

    // Never forgotten: readings already taken still satisfy a checkpoint.
    private long acceptedGood = NEVER;
    private long acceptedQuestionable = NEVER;

    MetricTrack(Metric metric) {
        this.metric = metric;
    }

    /** Rules 1 and 6. @return false for a duplicate or out of order */
    boolean advance(long measured) {
        if (lastMeasured != NEVER && measured <= lastMeasured) {
            return false;
        }
        lastMeasured = measured;
        return true;
    }

    void hear(long arrived) {
        heard = true;
        heardAt = arrived;
    }

    boolean heard() {
        return heard;
    }

    void remember(Quality quality) {
        remembered = quality;
    }

    /** @param quality GOOD or QUESTIONABLE */
    void hold(long value, Quality quality, long measured) {
        if (quality == Quality.GOOD) {
            heldGood = value;
            heldGoodTime = measured;
            acceptedGood = measured;
        } else {
            heldQuestionable = value;
            heldQuestionableTime = measured;
            acceptedQuestionable = measured;
        }
        shownQuality = quality;
        shownTime = measured;
        shownValue = value;
    }

    double shownValue() {
        return shownQuality == null ? Double.NaN : Fixed.toDouble(shownValue);
    }

    /** GOOD or QUESTIONABLE; null without a value. */
    @Nullable
    Quality shownQuality() {
        return shownQuality;
    }

    long shownMeasured() {
        return shownQuality == null ? 0 : shownTime;
    }

    void discardHeld() {
        heldGood = Fixed.UNKNOWN;
        heldQuestionable = Fixed.UNKNOWN;
    }

    void endStandby() {
        discardHeld();
        remembered = null;
        heard = false;
        shownQuality = null;
    }

    /** Rule 5: the last value of an accepted quality, or {@link Fixed#UNKNOWN}. */
    long held(Accept accept, long now) {
        long value = accept.good() ? heldGood : Fixed.UNKNOWN;
        long time = heldGoodTime;
        boolean newer = value == Fixed.UNKNOWN || heldQuestionableTime > heldGoodTime;
        if (accept.questionable() && heldQuestionable != Fixed.UNKNOWN && newer) {
            value = heldQuestionable;
            time = heldQuestionableTime;
        }
        boolean expired = metric.continuous() && now - time >= HOLD_MILLIS;
        return expired ? Fixed.UNKNOWN : value;
    }

    /** Measurement time of the last accepted reading, {@link Long#MIN_VALUE} when there was none. */
    long lastAccepted(Accept accept) {
        return Math.max(accept.good() ? acceptedGood : NEVER, accept.questionable() ? acceptedQuestionable : NEVER);
    }

    /** Since when nothing was heard; {@code start} where nothing was heard after it. */
    long silentSince(long start) {
        return heard ? Math.max(heardAt, start) : start;
    }

    @Nullable
    Quality remembered() {
        return remembered;
    }

    Display display(long now, AlarmEngine.DisplayTimes times) {
        return metric.continuous() ? continuousDisplay(now, times) : cuffDisplay(now, times);
    }

    private Display continuousDisplay(long now, AlarmEngine.DisplayTimes times) {
        if (!heard) {
            return Display.NONE;
        }
        if (now - heardAt >= times.staleMillis()) {
            return Display.STALE;
        }
        Quality quality = remembered;
        return quality == null ? Display.QUESTIONABLE : shown(quality);
    }

    private Display cuffDisplay(long now, AlarmEngine.DisplayTimes times) {
        Quality quality = shownQuality;
        if (quality == null) {
            return Display.NONE;
        }
        long age = now - shownTime;
        if (age >= times.expireMillis()) {
            return Display.EXPIRED;
        }
        return age >= times.agedMillis() ? Display.AGED : shown(quality);
    }

    private static Display shown(Quality quality) {
        return switch (quality) {
            case GOOD -> Display.LIVE;
            case QUESTIONABLE -> Display.QUESTIONABLE;
            case INVALID -> Display.INVALID;
            case SENSOR_OFF -> Display.OFF;
        };
    }

    MetricTrack copy() {
        var twin = new MetricTrack(metric);
        twin.lastMeasured = lastMeasured;
        twin.remembered = remembered;
        twin.heard = heard;
        twin.heardAt = heardAt;
        twin.heldGood = heldGood;
        twin.heldGoodTime = heldGoodTime;
        twin.heldQuestionable = heldQuestionable;
        twin.heldQuestionableTime = heldQuestionableTime;
        twin.shownQuality = shownQuality;
        twin.shownTime = shownTime;
        twin.shownValue = shownValue;
        twin.acceptedGood = acceptedGood;
        twin.acceptedQuestionable = acceptedQuestionable;
        return twin;
    }

    void walk(StateWalk walk) {
        lastMeasured = walk.number(lastMeasured);
        remembered = walk.perhaps(remembered, Quality.class);
        heard = walk.flag(heard);
        heardAt = walk.number(heardAt);
        heldGood = walk.number(heldGood);
        heldGoodTime = walk.number(heldGoodTime);
        heldQuestionable = walk.number(heldQuestionable);
        heldQuestionableTime = walk.number(heldQuestionableTime);
        shownQuality = walk.perhaps(shownQuality, Quality.class);
        shownTime = walk.number(shownTime);
        shownValue = walk.number(shownValue);
        acceptedGood = walk.number(acceptedGood);
        acceptedQuestionable = walk.number(acceptedQuestionable);
    }
}
