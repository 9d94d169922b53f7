package io.vigil.cli.hatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of JSON on the local socket. */
final class Wire {
    static final ObjectMapper JSON = new ObjectMapper();

    /** Characters; a caller that sends more is cut off. */
    static final int LONGEST_LINE = 65_536;

    private Wire() {}

    /** @return null at the end */
    static @Nullable String line(Reader from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = from.read(); next >= 0; next = from.read()) {
            if (next == '\n') {
                return line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " characters");
            }
            line.append((char) next);
        }
        return null;
    }

    static void write(WritableByteChannel to, JsonNode message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((message + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    static ObjectNode refused(String reason) {
        return JsonNodeFactory.instance.objectNode().put("refused", reason);
    }
}
