package io.vigil.store;

/** The same where what is queued is many commits. */
class PoisonInSmallCommitsIT extends PoisonIT {
    @Override
    StoreOptions options() {
        return StoreOptions.DEFAULT.withCommit(8);
    }
}
