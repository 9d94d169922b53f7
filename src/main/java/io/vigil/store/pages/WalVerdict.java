package io.vigil.store.pages;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Whether SQLite will find every commit of a write-ahead log that anyone was told of. There is one writer and each
 * commit is forced before it returns, so that only the last transaction in a log can be one that was never forced: what
 * is not whole in it is what a power loss leaves of one that nobody was told of. Anything before it has been whole
 * once, and so has what the index calls committed.
 *
 * @param damage in a person's words; empty when there is none
 * @param unfinishedBytes at the end, of a transaction that is left out. Without the index a last commit that the disk
 *     spoilt looks the same
 */
public record WalVerdict(String damage, long unfinishedBytes) {
    private static final WalVerdict WHOLE = new WalVerdict("", 0);

    /** Before anyone opens the database. @param wal need not be there */
    public static WalVerdict of(Path wal, Path index) throws IOException {
        if (!Files.exists(wal) || Files.size(wal) < WalFrames.HEADER) {
            return WHOLE;
        }
        try (FileChannel log = FileChannel.open(wal)) {
            var frames = new WalFrames(log, 4096);
            var look = new Look();
            frames.each(look::at);
            return look.verdict(frames.headerWhole(), WalIndex.committed(index, frames.header()));
        }
    }

    private static final class Look {
        private long whole;
        private long wholeEnd = WalFrames.HEADER;
        private long brokenEnd = WalFrames.HEADER;
        private boolean brokenCommit;
        private boolean goneOn;

        void at(WalFrames.Frame frame) {
            if (frame.whole()) {
                whole++;
                wholeEnd = frame.end();
                brokenEnd = wholeEnd;
            } else {
                brokenEnd = frame.end();
                goneOn |= brokenCommit;
                brokenCommit |= frame.commit();
            }
        }

        WalVerdict verdict(boolean header, OptionalLong committed) {
            // Forced before any frame, so that no power loss spoils it.
            boolean lostAll = !header && brokenCommit;
            if (lostAll || goneOn || whole < committed.orElse(0)) {
                String of = committed.isPresent() ? " of " + committed.getAsLong() : "";
                return new WalVerdict(
                        "the write-ahead log is damaged before its last commit; " + whole + of + " frames are whole",
                        0);
            }
            return new WalVerdict("", brokenEnd - wholeEnd);
        }
    }
}
