package io.vigil.session;

/**
 * What a cuff is to do: an effect of the fold, carried out once by the ward and by nobody who folds a past.
 *
 * @param start false to let the air out, which waits for nothing; a start waits for its input to be durable
 * @param startMillis of which start this is, epoch ms on the session's clock
 */
public record CuffOrder(String device, boolean start, long startMillis) {}
