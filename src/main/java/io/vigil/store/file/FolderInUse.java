package io.vigil.store.file;

import java.io.IOException;
import java.nio.file.Path;

/** Another process, or another store of this one, has the data folder. The message is fit for a person. */
public final class FolderInUse extends IOException {
    private static final long serialVersionUID = 1;

    /** @param holder who has it, readable; empty when unknown */
    public FolderInUse(Path folder, String holder) {
        super("data folder " + folder + " is in use" + (holder.isBlank() ? "" : " by " + holder.strip())
                + "; stop that service or choose another folder");
    }
}
