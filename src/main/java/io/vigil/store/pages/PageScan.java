package io.vigil.store.pages;

import io.vigil.store.block.Block;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Journal blocks found in the pages of a database that SQLite itself can no longer walk (sqlite.org/fileformat2.html,
 * sections 1.6, 2.1). A row is believed for its own checksum alone, so that it does not matter what else is broken.
 */
public final class PageScan {
    private static final int TABLE_LEAF = 0x0D;
    private static final int FILE_HEADER = 100;
    private static final int PAGE_SIZE = 4096;
    private static final int LEAF_HEADER = 8;
    private static final int COLUMNS = 5;
    private static final int FIRST_BLOB = 12;

    /** Where blocks go. */
    @FunctionalInterface
    public interface Blocks<E extends Exception> {
        void take(Block block) throws E;
    }

    private final List<PageSource> sources = new ArrayList<>();
    private PageSource pages;

    private PageScan(PageSource pages) {
        this.pages = pages;
    }

    /** Every intact block, some more than once. @param wal need not be there */
    public static <E extends Exception> void read(Path file, Path wal, Blocks<E> blocks) throws IOException, E {
        try (FileChannel main = FileChannel.open(file);
                FileChannel log = Files.exists(wal) ? FileChannel.open(wal) : FileChannel.open(file)) {
            int size = pageSize(main);
            var plain = new PageSource(main, size);
            var scan = new PageScan(plain);
            scan.sources.add(plain);
            if (Files.exists(wal)) {
                scan.sources.add(0, PageSource.over(plain, log));
            }
            for (PageSource source : scan.sources) {
                scan.pages = source;
                for (long page = 1; page <= source.count(); page++) {
                    scan.leaf(page, blocks);
                }
            }
        }
    }

    private static int pageSize(FileChannel main) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(2);
        main.read(head, 16);
        int size = head.getShort(0) & 0xFFFF;
        return size >= 512 && Integer.bitCount(size) == 1 ? size : PAGE_SIZE;
    }

    private <E extends Exception> void leaf(long number, Blocks<E> blocks) throws IOException, E {
        ByteBuffer page = pages.page(number);
        int at = number == 1 ? FILE_HEADER : 0;
        if (page.get(at) != TABLE_LEAF) {
            return;
        }
        int cells = page.getShort(at + 3) & 0xFFFF;
        for (int i = 0; i < cells && at + LEAF_HEADER + 2 * i + 2 <= page.capacity(); i++) {
            Optional<Block> block = Optional.empty();
            try {
                block = cell(page, page.getShort(at + LEAF_HEADER + 2 * i) & 0xFFFF);
            } catch (IndexOutOfBoundsException | IllegalArgumentException | java.nio.BufferUnderflowException e) {
                continue; // Not a cell, or one whose bytes are gone: there is nothing in it to save.
            }
            if (block.isPresent()) {
                blocks.take(block.get());
            }
        }
    }

    private Optional<Block> cell(ByteBuffer page, int at) throws IOException {
        page.position(at);
        long length = varint(page);
        long rowid = varint(page);
        if (length < COLUMNS || length > pages.bytes()) {
            return Optional.empty();
        }
        ByteBuffer record = payload(page, (int) length);
        long header = varint(record);
        long[] types = new long[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            types[i] = varint(record);
        }
        if (record.position() != header || types[0] != 0 || types[3] < FIRST_BLOB || types[3] % 2 != 0) {
            return Optional.empty();
        }
        long through = integer(record, types[1]);
        long count = integer(record, types[2]);
        byte[] bytes = new byte[(int) ((types[3] - FIRST_BLOB) / 2)];
        record.get(bytes);
        var block = new Block(rowid, through, (int) count, bytes, integer(record, types[4]));
        return block.intact() ? Optional.of(block) : Optional.empty();
    }

    /** Section 1.6: what does not fit the leaf goes on in a chain of overflow pages. */
    private ByteBuffer payload(ByteBuffer page, int length) throws IOException {
        int usable = page.capacity();
        int most = usable - 35;
        int local = length;
        if (length > most) {
            int least = (usable - 12) * 32 / 255 - 23;
            int fill = least + (length - least) % (usable - 4);
            local = fill <= most ? fill : least;
        }
        byte[] all = new byte[length];
        page.get(all, 0, local);
        long next = local < length ? page.getInt() & 0xFFFFFFFFL : 0;
        for (int have = local; have < length; ) {
            if (next < 2 || next > pages.count()) {
                throw new IllegalArgumentException("the chain ends early");
            }
            ByteBuffer more = pages.page(next);
            next = more.getInt() & 0xFFFFFFFFL;
            int part = Math.min(length - have, usable - 4);
            more.get(all, have, part);
            have += part;
        }
        return ByteBuffer.wrap(all);
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte next = from.get();
            value = value << 7 | next & 0x7F;
            if (next >= 0) {
                return value;
            }
        }
        return value << 8 | from.get() & 0xFF;
    }

    /** Serial types 1 to 6 are integers of 1, 2, 3, 4, 6 and 8 bytes, 8 and 9 the numbers 0 and 1. */
    private static long integer(ByteBuffer from, long type) {
        int size = type == 5 ? 6 : type == 6 ? 8 : (int) type;
        if (type == 8 || type == 9) {
            return type - 8;
        }
        if (type < 1 || type > 6) {
            throw new IllegalArgumentException("not an integer");
        }
        long value = from.get();
        for (int i = 1; i < size; i++) {
            value = value << 8 | from.get() & 0xFF;
        }
        return value;
    }
}
