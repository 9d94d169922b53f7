package io.vigil.store;

/**
 * The store in numbers, for the metrics page. Counters are since the start.
 *
 * @param queueDepth entries waiting now
 * @param refusedReadings readings that found no place in the queue
 * @param refusedVital actions, alarms and sessions that found none
 * @param ignored entries that were there already
 * @param unwritable entries that could not be packed: a fault of the program
 * @param commits transactions committed
 * @param entries works committed
 * @param failures commits that failed
 * @param setAside entries that broke every commit and are kept beside the journal; also those of earlier runs
 * @param lastCommitAgeMillis since the last commit; -1 before the first
 * @param databaseBytes the database with its log
 */
public record StoreFigures(
        int queueDepth,
        long refusedReadings,
        long refusedVital,
        long ignored,
        long unwritable,
        long commits,
        long entries,
        long failures,
        long setAside,
        long lastCommitAgeMillis,
        long databaseBytes,
        long commitMicrosP50,
        long commitMicrosP99,
        long commitMicrosMax) {}
