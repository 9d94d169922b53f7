package io.vigil.web.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** One open screen and what it still has to be told. The hub's loop only. */
final class Screen {
    /** A page reports each five seconds; this leaves room for eager ones. */
    private static final int MOST_MESSAGES = 30;

    private static final long MESSAGE_WINDOW_NANOS = 10_000_000_000L;
    private static final int MOST_IGNORED = 20;

    final Wire wire;
    final Viewer viewer;
    private final Deque<String> alarms = new ArrayDeque<>();
    private boolean behind;
    private boolean full;
    private long fullSinceNanos;
    private long reportedNanos;
    private long heardNanos;
    private boolean audible;
    private boolean visible;
    private boolean hidden;
    private Set<String> waves = Set.of();
    private int messages;
    private int ignored;
    private long windowNanos;

    Screen(Wire wire, Viewer viewer, long nowNanos) {
        this.wire = wire;
        this.viewer = viewer;
        this.reportedNanos = nowNanos;
        this.heardNanos = nowNanos;
        this.windowNanos = nowNanos;
    }

    /** @return false when it was skipped; the screen then needs a new snapshot */
    boolean value(String frame, long nowNanos) {
        if (behind || full(nowNanos)) {
            behind = true;
            return false;
        }
        wire.send(frame);
        return true;
    }

    /** @return false when too many wait already */
    boolean alarm(String frame, int most, long nowNanos) {
        if (alarms.isEmpty() && !full(nowNanos)) {
            wire.send(frame);
            return true;
        }
        behind = true;
        return alarms.size() < most && alarms.offer(frame);
    }

    /** Hands over the alarms that waited, oldest first, as far as the line takes them. */
    void drain(long nowNanos) {
        while (!alarms.isEmpty() && !full(nowNanos)) {
            wire.send(alarms.remove());
        }
    }

    /** True when it missed frames and its line takes some again. */
    boolean readyForSnapshot(long nowNanos) {
        return behind && alarms.isEmpty() && !full(nowNanos);
    }

    void fallBehind() {
        behind = true;
    }

    void caughtUp() {
        behind = false;
    }

    boolean full(long nowNanos) {
        boolean now = wire.full();
        if (now && !full) {
            fullSinceNanos = nowNanos;
        }
        full = now;
        return now;
    }

    boolean stalled(long nowNanos, long stalledNanos) {
        return full(nowNanos) && nowNanos - fullSinceNanos > stalledNanos;
    }

    boolean silent(long nowNanos, long silentNanos) {
        return nowNanos - heardNanos > silentNanos;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** @return false when this screen sends too much or too strange things */
    boolean said(String text, long nowNanos) {
        heard(nowNanos);
        if (nowNanos - windowNanos > MESSAGE_WINDOW_NANOS) {
            windowNanos = nowNanos;
            messages = 0;
        }
        messages++;
        if (!take(text, nowNanos)) {
            ignored++;
        }
        return messages <= MOST_MESSAGES && ignored <= MOST_IGNORED;
    }

    int ignored() {
        return ignored;
    }

    boolean counts(long nowNanos, long reportNanos) {
        return nowNanos - reportedNanos <= reportNanos;
    }

    boolean audible(long nowNanos, long reportNanos) {
        return audible && counts(nowNanos, reportNanos);
    }

    boolean visible(long nowNanos, long reportNanos) {
        return visible && counts(nowNanos, reportNanos);
    }

    /** It has said so; one that has just come has not yet. */
    boolean hidden() {
        return hidden;
    }

    private boolean take(String text, long nowNanos) {
        Said said = Said.of(text).orElse(null);
        if (said instanceof Said.Report report) {
            audible = report.audioArmed();
            visible = report.visible();
            hidden = !visible;
            reportedNanos = nowNanos;
        } else if (said instanceof Said.Waves wanted) {
            waves = wanted.sessions();
        }
        return said != null;
    }

    /** Sessions whose waveforms it asked for. */
    Set<String> waves() {
        return waves;
    }

    /** Waves are never owed: what a full line does not take is gone. @return false when it was not sent */
    boolean wave(String frame, long nowNanos) {
        if (behind || full(nowNanos)) {
            return false;
        }
        wire.send(frame);
        return true;
    }
}
