package io.vigil.web;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.DraftDesk;
import io.vigil.session.port.DraftDesk.Device;
import io.vigil.session.port.DraftDesk.Draft;
import io.vigil.session.port.DraftDesk.Fault;
import io.vigil.session.port.DraftDesk.Wanted;
import io.vigil.web.json.Body;
import io.vigil.web.json.Json;
import io.vigil.web.signin.Role;
import java.util.List;

/** A configuration as text, for a person to take away. Nothing on the server changes by it, so nothing is on record. */
final class DraftRoutes {
    private static final int MOST_CHAIRS = 64;
    private static final int MOST_DEVICES = 128;
    private static final int WORD = 64;
    private static final int LONGEST_PATH = 256;

    private final DraftDesk desk;
    private final Requests requests;

    DraftRoutes(DraftDesk desk, Requests requests) {
        this.desk = desk;
        this.requests = requests;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(Endpoint.API + "/settings/draft", Access.of(Role.TECHNICIAN, Role.ADMIN), this::draft));
    }

    private void draft(RoutingContext ctx) {
        Requests.body(ctx, DraftRoutes::wanted)
                .ifPresent(wanted ->
                        requests.blocking(ctx, () -> text(desk.draft(wanted)), text -> Reply.json(ctx, 200, text)));
    }

    private static Wanted wanted(Body body) {
        return new Wanted(
                body.text("site", WORD),
                body.words("chairs", MOST_CHAIRS, WORD),
                body.objects("devices", MOST_DEVICES).stream()
                        .map(DraftRoutes::device)
                        .toList());
    }

    private static Device device(Body body) {
        String chair = body.textOrNull("chair", WORD);
        Device device = new Device(
                body.text("id", WORD),
                body.text("type", WORD),
                chair == null ? "" : chair,
                body.text("path", LONGEST_PATH));
        body.end();
        return device;
    }

    private static String text(Draft draft) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("file", draft.file());
            out.writeStringField("text", draft.text());
            out.writeArrayFieldStart("problems");
            for (Fault fault : draft.faults()) {
                out.writeStartObject();
                out.writeNumberField("line", fault.line());
                out.writeNumberField("column", fault.column());
                out.writeStringField("message", fault.message());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeStringField("check", draft.check());
            out.writeStringField("run", draft.run());
            out.writeStringField("started_with", draft.startedWith());
            out.writeEndObject();
        });
    }
}
