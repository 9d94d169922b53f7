package io.vigil.store.influx;

/**
 * How the copy stands.
 *
 * @param written readings written since the start
 * @param failures attempts that failed since the start
 * @param blocksBehind commits of the journal that are not there yet
 * @param millisBehind how much of the journal's time is not there yet
 * @param reason of the last failure; empty while all goes well
 */
public record Status(long written, long failures, long blocksBehind, long millisBehind, String reason) {}
