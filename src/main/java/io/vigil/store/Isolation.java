package io.vigil.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for the one entry that breaks its transaction: batches get smaller until it stands alone, and grow again
 * once they succeed. Writer thread only.
 */
final class Isolation {
    /** So often an entry may break a commit of its own before it is at fault. */
    private static final int CHANCES = 3;

    private final int usual;
    /** Most works of the next commit. */
    private int most;

    private @Nullable Work suspect;
    private int failures;

    Isolation(int usual) {
        this.usual = usual;
        this.most = usual;
    }

    int most() {
        return most;
    }

    void succeeded() {
        most = (int) Math.min(usual, most * 2L);
        suspect = null;
    }

    /** @param filling true when its last entry was just being added, so that all before it had been taken */
    void narrow(List<Work> batch, boolean filling) {
        most = filling ? batch.size() - 1 : batch.size() / 2;
    }

    /** It broke a commit of its own. @return true when it did so often enough */
    boolean condemns(Work alone) {
        failures = alone == suspect ? failures + 1 : 1;
        suspect = alone;
        most = 1;
        return failures >= CHANCES;
    }
}
