package io.vigil.web.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line that is full when told so. */
final class FakeWire implements Wire {
    private static final ObjectMapper JSON = new ObjectMapper();
    final List<String> types = new ArrayList<>();
    final List<Long> seqs = new ArrayList<>();
    final List<JsonNode> frames = new ArrayList<>();
    boolean full;

    @Nullable
    Close closed;

    @Override
    public boolean full() {
        return full;
    }

    @Override
    public void send(String frame) {
        try {
            JsonNode read = JSON.readTree(frame);
            frames.add(read);
            types.add(read.path("type").asText());
            seqs.add(read.path("seq").asLong());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close(Close why) {
        closed = why;
    }

    @Override
    public void ping() {}
}
