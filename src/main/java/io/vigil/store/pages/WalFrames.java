package io.vigil.store.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/**
 * The frames of a write-ahead log (sqlite.org/fileformat2.html, section 4). SQLite itself stops without a word at the
 * first frame that is not whole; after a flipped bit that would be committed work.
 */
public final class WalFrames {
    public static final int HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int MAGIC = 0x377f0682;

    /**
     * @param at of the page's bytes in the log, {@code end} after them
     * @param commit the last of its transaction
     * @param whole as written, and so are all before it
     */
    public record Frame(long page, long at, long end, boolean commit, boolean whole) {}

    /** Where frames go. */
    @FunctionalInterface
    public interface Frames {
        void take(Frame frame) throws IOException;
    }

    private final FileChannel log;
    private final ByteBuffer header;
    private final int size;
    private final int[] sum = new int[2];

    /** @param size of a page, used when the log's own header does not say */
    public WalFrames(FileChannel log, int size) throws IOException {
        this.log = log;
        this.header = read(0, HEADER);
        int said = header.getInt(8);
        this.size = said >= 512 && said <= 65_536 && Integer.bitCount(said) == 1 ? said : size;
    }

    public ByteBuffer header() {
        return header;
    }

    public boolean headerWhole() {
        sum[0] = 0;
        sum[1] = 0;
        add(header, 0, FRAME_HEADER);
        return (header.getInt(0) & ~1) == MAGIC && sum[0] == header.getInt(24) && sum[1] == header.getInt(28);
    }

    /** Those of the log's present generation, whole or not, in their order. */
    public void each(Frames frames) throws IOException {
        boolean chained = headerWhole();
        for (long at = HEADER; at + FRAME_HEADER + size <= log.size(); at += FRAME_HEADER + size) {
            ByteBuffer frame = read(at, FRAME_HEADER + size);
            // One salt is enough to tell an older generation, whose both are others: the other may be what was hit.
            boolean first = frame.getInt(8) == header.getInt(16);
            boolean second = frame.getInt(12) == header.getInt(20);
            if (!first && !second) {
                chained = false;
                continue;
            }
            add(frame, 0, 8);
            add(frame, FRAME_HEADER, size);
            chained &= first && second && sum[0] == frame.getInt(16) && sum[1] == frame.getInt(20);
            long page = frame.getInt(0) & 0xFFFFFFFFL;
            frames.take(new Frame(page, at + FRAME_HEADER, at + FRAME_HEADER + size, frame.getInt(4) != 0, chained));
        }
    }

    private void add(ByteBuffer from, int at, int length) {
        ByteOrder order = (header.getInt(0) & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer words = from.duplicate().order(order);
        for (int i = at; i < at + length; i += 8) {
            sum[0] += words.getInt(i) + sum[1];
            sum[1] += words.getInt(i + 4) + sum[0];
        }
    }

    private ByteBuffer read(long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && log.read(bytes, at + bytes.position()) > 0) {
            continue; // a channel may give less than was asked for
        }
        return bytes.clear();
    }
}
