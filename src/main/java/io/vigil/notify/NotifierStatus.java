package io.vigil.notify;

/**
 * How the way to the receiver stands, for health and metrics.
 *
 * @param pending notifications to be delivered
 * @param expired notifications given up
 * @param oldestMillis when the event of the oldest pending one happened, epoch ms; 0 when there is none
 * @param sent delivered since the start
 * @param failed attempts that failed since the start
 * @param lastError of the last attempt; empty when it was taken
 */
public record NotifierStatus(long pending, long expired, long oldestMillis, long sent, long failed, String lastError) {
    static final NotifierStatus NONE = new NotifierStatus(0, 0, 0, 0, 0, "");
}
