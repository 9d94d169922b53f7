package io.vigil.store.file;

import java.io.IOException;
import java.nio.file.Path;

/** The database was written by a later version of this program. The message is fit for a person. */
public final class NewerDatabase extends IOException {
    private static final long serialVersionUID = 1;

    public NewerDatabase(Path file, String version) {
        super("database " + file + " has version " + version
                + ", which is newer than this program; install the newer program or restore a backup from before it");
    }
}
