package io.vigil.store;

import io.vigil.store.DiskTrace.Kind;
import io.vigil.store.DiskTrace.Op;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The files as they may be after the power went at one moment: what was forced is there; of what was not, each write is
 * there, is not, or is there up to a sector, and in any choice.
 */
final class PowerCut {
    private static final int SECTOR = 512;

    private final List<Op> before;
    private final Random random;
    private final double kept;

    /** @param at operations from here on never happened */
    PowerCut(List<Op> ops, int at, Random random) {
        this.before = ops.subList(0, at);
        this.random = random;
        this.kept = random.nextInt(4) / 3.0;
    }

    /** The largest number acknowledged by session before the power went. */
    Map<String, Long> acknowledged() {
        Map<String, Long> most = new HashMap<>();
        for (Op op : before) {
            if (op.kind() == Kind.SAID) {
                for (String line : new String(op.bytes(), StandardCharsets.UTF_8).split("\n")) {
                    String[] words = line.split(" ");
                    if (words.length == 3 && words[0].equals("yes")) {
                        most.merge(words[1], Long.parseLong(words[2]), Math::max);
                    }
                }
            }
        }
        return most;
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String file : DiskTrace.FILES) {
            write(folder.resolve(file), file);
        }
    }

    private void write(Path to, String file) throws IOException {
        List<Integer> life = new ArrayList<>();
        boolean there = false;
        for (int i = 0; i < before.size(); i++) {
            Op op = before.get(i);
            if (!op.file().equals(file) || op.kind() == Kind.SYNC) {
                continue;
            }
            if (op.kind() != Kind.UNLINK) {
                life.add(i);
                there = true;
            } else if (forcedAnything(i) || random.nextDouble() < kept) {
                life.clear();
                there = false;
            }
        }
        long forced = forced(file);
        if (there && (forced > life.get(0) || random.nextDouble() < kept)) {
            apply(to, life, forced);
        }
    }

    /** A name is gone for good once anything was forced after it went: the file system keeps that order. */
    private boolean forcedAnything(int since) {
        return before.subList(since, before.size()).stream().anyMatch(op -> op.kind() == Kind.SYNC);
    }

    /** Operations on the file before this one are on the disk. */
    private long forced(String file) {
        return before.stream()
                .filter(op -> op.kind() == Kind.SYNC && op.file().equals(file))
                .mapToLong(Op::offset)
                .max()
                .orElse(-1);
    }

    private void apply(Path to, List<Integer> life, long forced) throws IOException {
        try (var image = new RandomAccessFile(to.toFile(), "rw")) {
            for (int i : life) {
                Op op = before.get(i);
                boolean sure = i < forced;
                if (!sure && random.nextDouble() >= kept) {
                    continue;
                }
                if (op.kind() == Kind.CUT) {
                    image.setLength(op.offset());
                    continue;
                }
                boolean torn = !sure && op.bytes().length > SECTOR && random.nextInt(6) == 0;
                int length = torn ? SECTOR * random.nextInt(op.bytes().length / SECTOR) : op.bytes().length;
                image.seek(op.offset());
                image.write(op.bytes(), 0, length);
            }
        }
    }
}
