package io.vigil.store.record;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A record's file, packed or not. */
public final class RecordFile {
    private static final int GZIP_FIRST = 0x1F;
    private static final int GZIP_SECOND = 0x8B;

    private RecordFile() {}

    public static SessionRecord read(Path file) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            bytes.mark(2);
            boolean packed = bytes.read() == GZIP_FIRST && bytes.read() == GZIP_SECOND;
            bytes.reset();
            InputStream text = packed ? new GZIPInputStream(bytes) : bytes;
            return RecordLines.read(
                    file.toString(), new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8)));
        }
    }

    /**
     * Writes it packed, forces it to the disk, reads it back and compares, and only then gives it its name, in place of
     * one that was there.
     *
     * @throws IOException when it cannot be written or what is read back is not the record
     */
    public static void writeVerified(SessionRecord record, Path file) throws IOException {
        Path part = Path.of(file + ".part");
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var packed = new GZIPOutputStream(Channels.newOutputStream(channel));
            Writer text = new OutputStreamWriter(packed, StandardCharsets.UTF_8);
            RecordLines.write(record, text);
            text.flush();
            packed.finish();
            channel.force(true);
        }
        if (!read(part).equals(record)) {
            throw new IOException(part + " is not what was written: check the disk");
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }
}
