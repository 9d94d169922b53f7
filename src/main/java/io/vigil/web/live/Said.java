package io.vigil.web.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a screen can say. */
sealed interface Said {
    /** {@code {"audioArmed":true,"visible":true}}: how it stands. */
    record Report(boolean audioArmed, boolean visible) implements Said {}

    /** {@code {"waves":["SESSION",…]}}: whose waveforms it wants from now on; none when empty. */
    record Waves(Set<String> sessions) implements Said {
        static final int MOST = 16;
        private static final int LONGEST_ID = 128;
    }

    JsonFactory JSON = new JsonFactory();

    /** Empty for anything else. */
    static Optional<Said> of(String text) {
        try (JsonParser in = JSON.createParser(text)) {
            return in.nextToken() == JsonToken.START_OBJECT ? object(in) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Said> object(JsonParser in) throws IOException {
        Boolean armed = null;
        Boolean visible = null;
        Set<String> waves = null;
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            JsonToken value = in.nextToken();
            if (name.equals("waves") && value == JsonToken.START_ARRAY) {
                waves = ids(in);
            } else if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
                return Optional.empty();
            } else if (name.equals("audioArmed")) {
                armed = value == JsonToken.VALUE_TRUE;
            } else if (name.equals("visible")) {
                visible = value == JsonToken.VALUE_TRUE;
            }
        }
        if (waves != null) {
            return Optional.of(new Waves(waves));
        }
        return armed == null || visible == null ? Optional.empty() : Optional.of(new Report(armed, visible));
    }

    private static @Nullable Set<String> ids(JsonParser in) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        while (in.nextToken() == JsonToken.VALUE_STRING) {
            String id = in.getText();
            if (ids.size() < Waves.MOST && id.length() <= Waves.LONGEST_ID) {
                ids.add(id);
            }
        }
        return in.currentToken() == JsonToken.END_ARRAY ? ids : null;
    }
}
