package io.vigil.session;

/**
 * One journaled input of one session.
 *
 * @param seq from 1, rising within the session; a gap is what the journal had to shed
 * @param atMillis the instant at which the fold takes it, epoch ms on the session's clock; never goes back
 */
public record Input(String session, long seq, long atMillis, Happening what) {}
