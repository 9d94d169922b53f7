package io.vigil.store.pages;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;

/** Pages of a database by number, the newest of each in its log before those of the file. */
public final class PageSource {
    private final FileChannel file;
    private final FileChannel log;
    private final int size;
    private final Map<Long, Long> newest = new HashMap<>();
    private long count;

    public PageSource(FileChannel file, int size) throws IOException {
        this(file, file, size);
    }

    private PageSource(FileChannel file, FileChannel log, int size) throws IOException {
        this.file = file;
        this.log = log;
        this.size = size;
        this.count = (file.size() + size - 1) / size;
    }

    public static PageSource over(PageSource plain, FileChannel log) throws IOException {
        var source = new PageSource(plain.file, log, plain.size);
        new WalFrames(log, plain.size).each(frame -> {
            source.newest.put(frame.page(), frame.at());
            source.count = Math.max(source.count, Math.min(frame.page(), plain.count + log.size() / plain.size + 1));
        });
        return source;
    }

    public long count() {
        return count;
    }

    /** An upper bound of what it holds. */
    public long bytes() throws IOException {
        return Math.min(Integer.MAX_VALUE, file.size() + log.size());
    }

    /** Zeros where the file ends early. */
    public ByteBuffer page(long number) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(size);
        Long logged = newest.get(number);
        FileChannel from = logged == null ? file : log;
        long at = logged == null ? (number - 1) * size : logged;
        while (page.hasRemaining() && from.read(page, at + page.position()) > 0) {
            continue; // a channel may give less than was asked for
        }
        page.clear();
        return page;
    }
}
