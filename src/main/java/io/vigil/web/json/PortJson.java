package io.vigil.web.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vigil.session.port.PortDesk.Heard;
import io.vigil.session.port.PortDesk.Port;
import io.vigil.session.port.PortDesk.Probe;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Serial ports and what a probe of one hears. */
public final class PortJson {
    private PortJson() {}

    public static String text(List<Port> ports, Optional<Probe> latest) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("ports");
            for (Port port : ports) {
                port(out, port);
            }
            out.writeEndArray();
            out.writeFieldName("probe");
            if (latest.isPresent()) {
                probe(out, latest.get());
            } else {
                out.writeNull();
            }
            out.writeEndObject();
        });
    }

    private static void port(JsonGenerator out, Port port) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", port.path());
        out.writeStringField("name", port.name());
        out.writeStringField("vid", port.vendor());
        out.writeStringField("pid", port.product());
        out.writeStringField("serial", port.serial());
        out.writeStringField("held_by", port.heldBy());
        out.writeEndObject();
    }

    public static void probe(JsonGenerator out, Probe probe) throws IOException {
        out.writeStartObject();
        out.writeStringField("path", probe.path());
        out.writeStringField("by", probe.by());
        out.writeStringField("state", probe.state().wire());
        out.writeNumberField("step", probe.step());
        out.writeNumberField("steps", probe.steps());
        Json.number(out, "step_s", probe.stepMillis() / 1000.0);
        out.writeStringField("line", probe.line());
        out.writeNumberField("bytes", probe.bytes());
        out.writeArrayFieldStart("heard");
        for (Heard heard : probe.heard()) {
            heard(out, heard);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void heard(JsonGenerator out, Heard heard) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", heard.type());
        out.writeStringField("vendor", heard.vendor());
        out.writeStringField("model", heard.model());
        out.writeStringField("line", heard.line());
        out.writeNumberField("good", heard.good());
        out.writeNumberField("bad", heard.bad());
        Json.number(out, "seconds", Math.round(heard.millis() / 100.0) / 10.0);
        out.writeStringField("says", heard.says());
        out.writeStringField("entry", heard.entry());
        out.writeEndObject();
    }
}
