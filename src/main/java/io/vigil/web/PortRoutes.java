package io.vigil.web;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.PortDesk;
import io.vigil.session.port.PortDesk.Begun;
import io.vigil.session.port.SiteLog;
import io.vigil.web.json.Json;
import io.vigil.web.json.PortJson;
import io.vigil.web.signin.Role;
import java.util.List;

/** The serial ports of this machine, and who answers on one. */
final class PortRoutes {
    private static final Access SETTING_UP = Access.of(Role.TECHNICIAN, Role.ADMIN);
    private static final int LONGEST_PATH = 256;

    private final PortDesk desk;
    private final SiteLog log;
    private final Requests requests;

    PortRoutes(PortDesk desk, SiteLog log, Requests requests) {
        this.desk = desk;
        this.log = log;
        this.requests = requests;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(Endpoint.API + "/ports", SETTING_UP, this::ports),
                Endpoint.post(Endpoint.API + "/ports/probe", SETTING_UP, this::probe),
                Endpoint.post(Endpoint.API + "/ports/probe/stop", SETTING_UP, this::stop));
    }

    private void ports(RoutingContext ctx) {
        requests.blocking(ctx, () -> PortJson.text(desk.ports(), desk.latest()), text -> Reply.json(ctx, 200, text));
    }

    private void probe(RoutingContext ctx) {
        String by = Guard.caller(ctx).user();
        Requests.body(ctx, body -> body.text("path", LONGEST_PATH))
                .ifPresent(path -> requests.blocking(ctx, () -> begin(path, by), begun -> tell(ctx, begun)));
    }

    /** On record before the port is opened; what is refused anyway leaves no record. */
    private Begun begin(String path, String by) {
        boolean free = desk.ports().stream()
                .anyMatch(port -> port.path().equals(path) && port.heldBy().isEmpty());
        if (free) {
            log.did("ports.probe", by, path);
        }
        return desk.probe(path, by);
    }

    private static void tell(RoutingContext ctx, Begun begun) {
        if (begun instanceof Begun.Listening listening) {
            Reply.json(ctx, 202, Json.text(out -> PortJson.probe(out, listening.probe())));
        } else if (begun instanceof Begun.Held held) {
            Reply.problem(
                    ctx,
                    Problem.of(
                            409,
                            "port-held",
                            "Not probed",
                            "Device " + held.device() + " of the configuration has this port."));
        } else if (begun instanceof Begun.Occupied other) {
            Reply.problem(
                    ctx,
                    Problem.of(
                            409,
                            "probing",
                            "Not probed",
                            other.by() + " is probing " + other.path() + "; wait for it or stop it."));
        } else {
            Reply.problem(ctx, Problem.invalid("path", "is no serial port of this machine"));
        }
    }

    private void stop(RoutingContext ctx) {
        if (Requests.body(ctx, body -> true).isPresent()) {
            desk.stop();
            Reply.nothing(ctx);
        }
    }
}
