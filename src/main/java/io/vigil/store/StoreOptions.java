package io.vigil.store;

/**
 * Bounds of the store.
 *
 * @param queueCapacity entries waiting for a commit
 * @param queueReserve the last part of it, kept for actions, alarms and sessions; plain readings are refused there
 * @param commitEntries most entries of one commit
 * @param commitBytes most payload bytes of one commit
 * @param sealLow fewest samples of a sealed chunk
 * @param sealHigh most samples of a sealed chunk; each series has a place of its own in between
 * @param readers read-only connections
 * @param retryFirstMillis wait before the first attempt to reopen after a failed commit, doubled from then on
 * @param retryMostMillis longest such wait
 * @param answerMillis how long a worker waits for its write
 * @param trimMillis between rounds that verify snapshots and pack what lies behind them
 */
public record StoreOptions(
        int queueCapacity,
        int queueReserve,
        int commitEntries,
        int commitBytes,
        int sealLow,
        int sealHigh,
        int readers,
        long retryFirstMillis,
        long retryMostMillis,
        long answerMillis,
        long trimMillis) {
    public static final StoreOptions DEFAULT =
            new StoreOptions(100_000, 10_000, 20_000, 1 << 20, 300, 600, 4, 100, 5_000, 30_000, 20_000);

    public StoreOptions {
        if (queueReserve < 1 || queueReserve >= queueCapacity || sealLow < 1 || sealHigh < sealLow || readers < 1) {
            throw new IllegalArgumentException("store options out of range");
        }
    }

    public StoreOptions withQueue(int capacity, int reserve) {
        return new StoreOptions(
                capacity,
                reserve,
                commitEntries,
                commitBytes,
                sealLow,
                sealHigh,
                readers,
                retryFirstMillis,
                retryMostMillis,
                answerMillis,
                trimMillis);
    }

    public StoreOptions withSeal(int low, int high) {
        return new StoreOptions(
                queueCapacity,
                queueReserve,
                commitEntries,
                commitBytes,
                low,
                high,
                readers,
                retryFirstMillis,
                retryMostMillis,
                answerMillis,
                trimMillis);
    }

    public StoreOptions withTrim(long millis) {
        return new StoreOptions(
                queueCapacity,
                queueReserve,
                commitEntries,
                commitBytes,
                sealLow,
                sealHigh,
                readers,
                retryFirstMillis,
                retryMostMillis,
                answerMillis,
                millis);
    }

    public StoreOptions withRetry(long firstMillis, long mostMillis) {
        return new StoreOptions(
                queueCapacity,
                queueReserve,
                commitEntries,
                commitBytes,
                sealLow,
                sealHigh,
                readers,
                firstMillis,
                mostMillis,
                answerMillis,
                trimMillis);
    }

    public StoreOptions withCommit(int entries) {
        return new StoreOptions(
                queueCapacity,
                queueReserve,
                entries,
                commitBytes,
                sealLow,
                sealHigh,
                readers,
                retryFirstMillis,
                retryMostMillis,
                answerMillis,
                trimMillis);
    }
}
