package io.vigil.store;

/** The same while a commit is always on its way and the next one built on top of it. */
class PoisonedFlightIT extends PoisonIT {
    @Override
    StoreOptions options() {
        return StoreOptions.DEFAULT.withCommit(8);
    }
}
