package io.vigil.store;

import io.vigil.session.Input;
import io.vigil.store.read.Archive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a salvage found and what it did not, line by line for a person. */
final class SalvageReport {
    private final List<String> lines = new ArrayList<>();
    private long blocks;
    private long records;

    void block(int count) {
        blocks++;
        records += count;
    }

    void missing(long from, long to) {
        if (from <= to) {
            lines.add("journal blocks " + from + " to " + to + " are lost or were set aside before");
        }
    }

    void unread(String table, String problem) {
        if (!problem.isEmpty()) {
            lines.add("not every row of " + table + " could be read: " + problem);
        }
    }

    void lostArchive(Archive.Row row) {
        lines.add("the archive of " + row.words() + " cannot be read");
    }

    void copied(String table, int rows, int refused) {
        lines.add(table + ": " + rows + " rows copied" + (refused > 0 ? ", " + refused + " unusable" : ""));
    }

    /** Told by the sequence numbers on either side; a session begins with 1. */
    void seen(Input input, Map<String, Long> lastSeq) {
        long before = lastSeq.getOrDefault(input.session(), 0L);
        if (input.seq() > before + 1) {
            lines.add("session " + input.session() + " lacks inputs " + (before + 1) + " to " + (input.seq() - 1));
        }
        lastSeq.merge(input.session(), input.seq(), Math::max);
    }

    List<String> lines() {
        var all = new ArrayList<>(lines);
        all.add("journal: " + blocks + " blocks with " + records + " records are whole; what came after the last of"
                + " them, if anything, is lost");
        all.add("the audit log was made again from the journal; the one before is in the damaged file");
        return all;
    }
}
