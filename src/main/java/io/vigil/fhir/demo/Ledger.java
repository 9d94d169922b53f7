package io.vigil.fhir.demo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An append-only file, one JSON array of resources a line: what was committed together is one line, on disk before
 * {@link #append} returns. A last line cut off by a crash was never answered for, and is removed on opening.
 */
final class Ledger implements AutoCloseable {
    private final FileChannel channel;

    private Ledger(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when the file cannot be used, or a line other than the last is damaged */
    static Ledger open(Path file, Consumer<List<JsonObject>> line) throws IOException {
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                line.accept(resources(bytes, from, at, file));
                from = at + 1;
            }
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(from);
        channel.position(from);
        return new Ledger(channel);
    }

    void append(List<JsonObject> together) throws IOException {
        JsonArray line = new JsonArray();
        together.forEach(line::add);
        ByteBuffer bytes = ByteBuffer.wrap((line.encode() + "\n").getBytes(StandardCharsets.UTF_8));
        long start = channel.position();
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            // A half-written line must not be glued to the next one.
            channel.truncate(start);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static List<JsonObject> resources(byte[] bytes, int from, int to, Path file) throws IOException {
        try {
            JsonArray array = new JsonArray(Buffer.buffer().appendBytes(bytes, from, to - from));
            List<JsonObject> resources = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                resources.add(array.getJsonObject(i));
            }
            return resources;
        } catch (DecodeException | ClassCastException e) {
            throw new IOException(file + ": damaged at byte " + from + "; move it away to start anew", e);
        }
    }
}
