package io.vigil.store.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * What the index beside a write-ahead log remembers of it (sqlite.org/walformat.html, section 2.1). It is written after
 * a commit was forced to the disk and is never forced itself: exact after a kill, old or gone after a power loss.
 */
public final class WalIndex {
    private static final int COPY = 48;
    private static final int VERSION = 3_007_000;
    private static final int SALTS = 8;

    private WalIndex() {}

    /**
     * How many frames of the log are committed for certain. To be asked before anyone opens the database, who would make
     * the index again from what is left of the log.
     *
     * @param log the log's header, by whose salts it is known whether the index speaks of this log
     * @return empty when it does not, or cannot be believed
     */
    public static OptionalLong committed(Path index, ByteBuffer log) throws IOException {
        if (!Files.exists(index)) {
            return OptionalLong.empty();
        }
        byte[] bytes;
        try (var in = Files.newInputStream(index)) {
            bytes = in.readNBytes(2 * COPY);
        }
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        boolean believed = bytes.length == 2 * COPY
                && all.slice(0, COPY).equals(all.slice(COPY, COPY))
                && all.getInt(0) == VERSION
                && all.slice(32, SALTS).equals(log.slice(16, SALTS));
        return believed ? OptionalLong.of(all.getInt(16) & 0xFFFFFFFFL) : OptionalLong.empty();
    }
}
