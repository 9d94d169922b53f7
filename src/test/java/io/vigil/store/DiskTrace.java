package io.vigil.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process asked of its files, in the order in which it asked, as {@code strace -f -y -xx} wrote it down; and the
 * lines it printed in between.
 */
final class DiskTrace {
    static final Set<String> FILES = Set.of("vigil.db", "vigil.db-wal", "vigil.db-journal");

    enum Kind {
        WRITE,
        CUT,
        UNLINK,
        SYNC,
        SAID
    }

    /**
     * @param offset of a write, the new length of a cut; of a sync the number of the first operation it says nothing of
     * @param bytes of a write, the line of a SAID
     */
    record Op(Kind kind, String file, long offset, byte[] bytes) {}

    private final List<Op> ops = new ArrayList<>();
    private final Map<String, String> unfinished = new HashMap<>();
    private final Map<String, Integer> asked = new HashMap<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    static List<Op> read(Path file) throws IOException {
        var trace = new DiskTrace();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                trace.line(line);
            }
        }
        return trace.ops;
    }

    private void line(String line) {
        int space = line.indexOf(' ');
        String pid = line.substring(0, space);
        String call = line.substring(space).strip();
        if (call.startsWith("<... ")) {
            String begun = unfinished.remove(pid);
            Integer since = asked.remove(pid);
            if (begun != null && since != null && succeeded(call) && begun.contains("sync(")) {
                sync(begun, since);
            }
        } else if (call.contains("<unfinished ...>")) {
            unfinished.put(pid, call);
            asked.put(pid, ops.size());
            // A write may be on the disk from the moment it was asked for.
            change(call);
        } else if (succeeded(call) && call.contains("sync(")) {
            sync(call, ops.size());
        } else if (succeeded(call)) {
            change(call);
        }
    }

    private static boolean succeeded(String call) {
        int result = call.lastIndexOf("= ");
        return result >= 0 && !call.startsWith("-", result + 2);
    }

    private void sync(String call, int since) {
        if (FILES.contains(name(call))) {
            ops.add(new Op(Kind.SYNC, name(call), since, new byte[0]));
        }
    }

    private void change(String call) {
        if (call.startsWith("write(1<")) {
            said.writeBytes(data(call));
            if (said.toString(StandardCharsets.UTF_8).endsWith("\n")) {
                ops.add(new Op(Kind.SAID, "", 0, said.toByteArray()));
                said.reset();
            }
        } else if (call.startsWith("pwrite64(") && FILES.contains(name(call))) {
            String end = call.substring(call.lastIndexOf('"') + 1).split("[)<]")[0];
            ops.add(new Op(
                    Kind.WRITE,
                    name(call),
                    Long.parseLong(end.substring(end.lastIndexOf(',') + 1).strip()),
                    data(call)));
        } else if (call.startsWith("ftruncate(") && FILES.contains(name(call))) {
            String size = call.substring(call.indexOf('>') + 1).split("[),]")[1].strip();
            ops.add(new Op(Kind.CUT, name(call), Long.parseLong(size), new byte[0]));
        } else if (call.startsWith("unlink(")) {
            String file = base(new String(data(call), StandardCharsets.UTF_8));
            if (FILES.contains(file)) {
                ops.add(new Op(Kind.UNLINK, file, 0, new byte[0]));
            }
        }
    }

    private static String name(String call) {
        int from = call.indexOf('<');
        int to = call.indexOf('>');
        String path = from < 0 || to < from ? null : new String(bytes(call, from + 1, to), StandardCharsets.UTF_8);
        return base(path);
    }

    private static String base(@Nullable String path) {
        return path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
    }

    private static byte[] data(String call) {
        int from = call.indexOf('"');
        return bytes(call, from + 1, call.indexOf('"', from + 1));
    }

    private static byte[] bytes(String text, int from, int to) {
        byte[] bytes = new byte[(to - from) / 4];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(text, from + i * 4 + 2, from + i * 4 + 4, 16);
        }
        return bytes;
    }
}
