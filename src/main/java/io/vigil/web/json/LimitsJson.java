package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.session.SessionView;
import java.io.IOException;
import java.util.List;

/** The limits a nurse may move; schema {@code Limit} of the served OpenAPI. */
final class LimitsJson {
    private LimitsJson() {}

    static void write(JsonGenerator out, List<SessionView.Limit> limits) throws IOException {
        out.writeObjectFieldStart("limits");
        for (SessionView.Limit limit : limits) {
            out.writeObjectFieldStart(limit.alarm());
            Json.number(out, "limit", limit.limit());
            bounds(out, limit);
            Json.number(out, "default", limit.standard());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void bounds(JsonGenerator out, SessionView.Limit limit) throws IOException {
        if (Double.isNaN(limit.low()) || Double.isNaN(limit.high())) {
            out.writeNullField("bounds");
            return;
        }
        out.writeArrayFieldStart("bounds");
        out.writeNumber(limit.low());
        out.writeNumber(limit.high());
        out.writeEndArray();
    }
}
