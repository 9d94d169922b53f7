package io.vigil.web.live;

/**
 * How the live stream stands, for metrics and for the alarm "nobody is listening".
 *
 * @param screens that reported lately or have just come
 * @param audible of these, that would sound an alarm
 * @param visible of these, that are in front
 * @param valuesSkipped frames of values not sent to a screen whose line was full, since start
 * @param snapshotsAgain times a screen that fell behind was brought up by a new snapshot, since start
 * @param closedBehind screens closed for taking too little, since start
 * @param messagesIgnored messages of screens that were not a report, since start
 * @param alarmsUnannounced instants with alarm events that no frame carried because the loop was held up; the snapshot
 *     sent instead shows their state
 */
public record LiveCounts(
        int screens,
        int audible,
        int visible,
        long valuesSkipped,
        long snapshotsAgain,
        long closedBehind,
        long messagesIgnored,
        long alarmsUnannounced) {
    static final LiveCounts NONE = new LiveCounts(0, 0, 0, 0, 0, 0, 0, 0);
}
