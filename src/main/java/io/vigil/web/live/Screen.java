package io.vigil.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** One open screen and what it still has to be told. The hub's loop only. */
final class Screen {
    private static final JsonFactory JSON = new JsonFactory();
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
        if (report(text)) {
            reportedNanos = nowNanos;
        } else {
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

    private boolean report(String text) {
        Boolean armed = null;
        Boolean seen = null;
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
                    return false;
                }
                switch (name) {
                    case "audioArmed" -> armed = value == JsonToken.VALUE_TRUE;
                    case "visible" -> seen = value == JsonToken.VALUE_TRUE;
                    default -> {}
                }
            }
        } catch (IOException e) {
            return false;
        }
        if (armed == null || seen == null) {
            return false;
        }
        audible = armed;
        visible = seen;
        return true;
    }
}
