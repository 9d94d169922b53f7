package io.vigil.web;

import static io.vigil.web.Access.ALL;
import static io.vigil.web.Access.RECORDS;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.ChartOutbox;
import io.vigil.session.port.DeviceBoard.DeviceView;
import io.vigil.web.json.Json;
import io.vigil.web.json.SiteJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Devices, protocols, the queue to the EHR, and the description of all this. */
final class SiteRoutes {
    private static final int ROWS_DEFAULT = 200;
    private static final int ROWS_MOST = 2_000;

    private final WebPorts ports;
    private final Requests requests;
    private final String openApi;

    SiteRoutes(WebPorts ports, Requests requests, String openApi) {
        this.ports = ports;
        this.requests = requests;
        this.openApi = openApi;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(Endpoint.API + "/openapi.json", ALL, ctx -> Reply.json(ctx, 200, openApi)),
                Endpoint.get(Endpoint.API + "/devices", ALL, this::devices),
                Endpoint.get(Endpoint.API + "/devices/unmatched", ALL, this::unmatched),
                Endpoint.get(Endpoint.API + "/devices/{id}", ALL, this::device),
                Endpoint.get(Endpoint.API + "/protocols", ALL, this::protocols),
                Endpoint.get(Endpoint.API + "/ehr/outbox", ALL, this::outbox),
                Endpoint.post(Endpoint.API + "/ehr/outbox/{id}/retry", RECORDS, this::retry));
    }

    private void devices(RoutingContext ctx) {
        Reply.json(ctx, 200, Json.array(ports.devices().devices(), SiteJson::device));
    }

    private void device(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        Optional<DeviceView> found = ports.devices().devices().stream()
                .filter(device -> device.id().equals(id))
                .findFirst();
        if (found.isEmpty()) {
            Reply.problem(ctx, Problem.notFound("There is no such device."));
            return;
        }
        Reply.json(
                ctx,
                200,
                Json.text(
                        out -> SiteJson.device(out, found.get(), ports.devices().evidence(id))));
    }

    private void unmatched(RoutingContext ctx) {
        requests.blocking(
                ctx,
                () -> Json.array(ports.devices().strangers(), SiteJson::stranger),
                text -> Reply.json(ctx, 200, text));
    }

    private void protocols(RoutingContext ctx) {
        Reply.json(ctx, 200, Json.array(ports.protocols(), SiteJson::protocol));
    }

    private void outbox(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, Set.of("limit", "session"))) {
            return;
        }
        Optional<Integer> limit = ReadingsQuery.whole(ctx.queryParams().get("limit"), ROWS_DEFAULT, ROWS_MOST);
        if (limit.isEmpty()) {
            Reply.problem(ctx, Problem.invalid("limit", "must be a whole number from 1 to " + ROWS_MOST));
            return;
        }
        String session = String.join("", ctx.queryParam("session"));
        requests.blocking(ctx, () -> outbox(limit.get(), session), text -> Reply.json(ctx, 200, text));
    }

    /** @param session whose rows, all when empty */
    private String outbox(int limit, String session) {
        ChartOutbox.Backlog backlog = ports.outbox().backlog();
        List<ChartOutbox.Row> rows = session.isEmpty() ? ports.outbox().rows(limit) : newest(session, limit);
        return Json.text(out -> {
            out.writeStartObject();
            out.writeFieldName("backlog");
            SiteJson.backlog(out, backlog);
            SiteJson.held(out, ports.outbox().held());
            out.writeArrayFieldStart("rows");
            for (ChartOutbox.Row row : rows) {
                SiteJson.row(out, row);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private List<ChartOutbox.Row> newest(String session, int limit) {
        List<ChartOutbox.Row> rows = new ArrayList<>(ports.outbox().ofSession(session));
        Collections.reverse(rows);
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    private void retry(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        if (Requests.body(ctx, body -> true).isEmpty()) {
            return;
        }
        if (!id.matches("[0-9]{1,18}")) {
            Reply.problem(ctx, Problem.notFound("There is no such row."));
            return;
        }
        requests.blocking(ctx, () -> ports.outbox().retryNow(Long.parseLong(id)), known -> {
            if (known) {
                Reply.nothing(ctx);
            } else {
                Reply.problem(ctx, Problem.notFound("There is no such row, or it is delivered already."));
            }
        });
    }
}
