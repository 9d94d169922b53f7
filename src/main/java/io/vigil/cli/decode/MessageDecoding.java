package io.vigil.cli.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vigil.device.Decoded;
import io.vigil.device.MessageDecoder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One message a line: {@code {"topic":…,"payload":…}}, or the bare payload. */
final class MessageDecoding {
    private static final JsonMapper JSON = new JsonMapper();

    private final MessageDecoder decoder;
    private final DecodedLines lines;

    private record Message(String topic, byte[] payload) {}

    MessageDecoding(MessageDecoder decoder, DecodedLines lines) {
        this.decoder = decoder;
        this.lines = lines;
    }

    /** @param comments {@code #} begins a comment */
    void run(InputStream in, boolean comments) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            String text = comments ? HexText.withoutComment(line) : line.trim();
            if (!text.isEmpty()) {
                decode(number, message(text));
                lines.flush();
            }
        }
    }

    private void decode(int line, Message message) {
        List<Decoded> all = decoder.decode(message.topic(), message.payload());
        all.forEach(decoded -> lines.ofMessage(line, decoded));
        if (all.isEmpty()) {
            lines.error(line, message.payload().length, "not a reading");
        }
    }

    private static Message message(String line) {
        if (line.startsWith("{")) {
            try {
                JsonNode json = JSON.readTree(line);
                if (json.has("payload")) {
                    JsonNode payload = json.get("payload");
                    return new Message(
                            json.path("topic").asText(""),
                            utf8(payload.isTextual() ? payload.asText() : payload.toString()));
                }
            } catch (JsonProcessingException malformed) {
                return new Message("", utf8(line));
            }
        }
        return new Message("", utf8(line));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
