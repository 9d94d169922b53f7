package io.vigil.web;

import static io.vigil.web.Access.ALL;
import static io.vigil.web.Access.CARE;
import static io.vigil.web.Access.EQUIPMENT;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.session.Action;
import io.vigil.session.port.Inputs;
import io.vigil.web.json.Body;
import io.vigil.web.json.Json;
import io.vigil.web.json.SessionJson;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Sessions and what is done to them. An action is answered only after it is durable. */
final class SessionRoutes {
    private static final String SESSION = Endpoint.API + "/sessions/{id}";
    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Inputs inputs;
    private final LongSupplier nowMillis;

    SessionRoutes(Inputs inputs, LongSupplier nowMillis) {
        this.inputs = inputs;
        this.nowMillis = nowMillis;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(Endpoint.API + "/sessions", CARE, this::start),
                Endpoint.get(Endpoint.API + "/sessions", ALL, this::all),
                Endpoint.get(SESSION, ALL, this::one),
                action("baseline", ActionBodies::baseline),
                action("phase", ActionBodies::phase),
                action("dose", ActionBodies::dose),
                action("note", ActionBodies::note),
                action("adverse-event", body -> ActionBodies.adverseEvent(body, nowMillis.getAsLong())),
                action("nibp", ActionBodies::nibp),
                action("standby", ActionBodies::standby),
                action("resume", body -> new Action.Resume()),
                action("audio-pause", ActionBodies::pauseAudio),
                action("assessment", ActionBodies::assessment),
                action("discharge", ActionBodies::discharge),
                action("abort", ActionBodies::abort),
                action("reassign", body -> ActionBodies.reassign(body, nowMillis.getAsLong())),
                action("undo", ActionBodies::undo),
                action("ack", body -> new Action.Acknowledge("*", 0)),
                Endpoint.post(SESSION + "/alarms/{alarm}/ack", CARE, ctx -> onAlarm(ctx, ActionBodies::acknowledge)),
                Endpoint.put(SESSION + "/limits/{alarm}", CARE, ctx -> onAlarm(ctx, ActionBodies::limit)),
                Endpoint.post(SESSION + "/devices", EQUIPMENT, this::rebind));
    }

    private Endpoint action(String name, Function<Body, Action> read) {
        return Endpoint.post(SESSION + "/" + name, CARE, ctx -> act(ctx, read));
    }

    private interface AlarmAction {
        Action read(Body body, String alarm);
    }

    private void onAlarm(RoutingContext ctx, AlarmAction action) {
        String alarm = ctx.pathParam("alarm");
        act(ctx, body -> action.read(body, alarm));
    }

    private void all(RoutingContext ctx) {
        Reply.json(ctx, 200, Json.array(inputs.sessions(), SessionJson::write));
    }

    private void one(RoutingContext ctx) {
        inputs.session(ctx.pathParam("id"))
                .ifPresentOrElse(
                        session -> Reply.json(ctx, 200, SessionJson.text(session)),
                        () -> Reply.problem(ctx, Problem.notFound("There is no such session.")));
    }

    private void start(RoutingContext ctx) {
        String by = Guard.caller(ctx).user();
        Requests.key(ctx)
                .flatMap(key -> Requests.body(ctx, body -> StartBody.read(body, by, key, nowMillis.getAsLong())))
                .ifPresent(start -> answer(ctx, inputs.start(start), 201));
    }

    private void act(RoutingContext ctx, Function<Body, Action> read) {
        String id = ctx.pathParam("id");
        String by = Guard.caller(ctx).user();
        Requests.key(ctx)
                .ifPresent(key -> Requests.body(ctx, read)
                        .ifPresent(action -> answer(ctx, inputs.act(id, by, key, action), 200)));
    }

    private record Rebinding(List<String> bind, List<String> unbind, boolean handOver) {}

    private void rebind(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        String by = Guard.caller(ctx).user();
        Requests.key(ctx)
                .ifPresent(key -> Requests.body(ctx, SessionRoutes::rebinding)
                        .ifPresent(it ->
                                answer(ctx, inputs.rebind(id, it.bind(), it.unbind(), it.handOver(), by, key), 200)));
    }

    private static Rebinding rebinding(Body body) {
        Rebinding rebinding = new Rebinding(
                body.words("bind", 16, 64), body.words("unbind", 16, 64), body.flagOr("hand_over", false));
        if (rebinding.bind().isEmpty() && rebinding.unbind().isEmpty()) {
            body.fault("bind", "or unbind must name a device");
        }
        return rebinding;
    }

    private static void answer(RoutingContext ctx, CompletionStage<Inputs.Answer> stage, int done) {
        Future.fromCompletionStage(stage, ctx.vertx().getOrCreateContext())
                .timeout(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)
                .onComplete(result -> {
                    if (result.succeeded()) {
                        tell(ctx, result.result(), done);
                    } else if (result.cause() instanceof TimeoutException) {
                        Reply.problem(
                                ctx,
                                Problem.unavailable("Not yet known to be durable. Repeat it with the Idempotency-Key of"
                                        + " this answer: it will have one effect."));
                    } else {
                        Reply.failed(ctx, result.cause());
                    }
                });
    }

    private static void tell(RoutingContext ctx, Inputs.Answer answer, int done) {
        switch (answer.status()) {
            case DONE -> {
                if (answer.session().isEmpty()) {
                    Reply.nothing(ctx);
                    return;
                }
                var session = answer.session().get();
                if (done == 201) {
                    ctx.response().putHeader(HttpHeaders.LOCATION, Endpoint.API + "/sessions/" + session.id());
                }
                Reply.json(ctx, done, SessionJson.text(session));
            }
            case INVALID ->
                Reply.problem(ctx, Problem.of(422, "invalid", "The request makes no sense", answer.detail()));
            case UNKNOWN -> Reply.problem(ctx, Problem.notFound(answer.detail()));
            case CONFLICT -> Reply.problem(ctx, Problem.of(409, "conflict", "Overtaken by events", answer.detail()));
            case UNAVAILABLE -> Reply.problem(ctx, Problem.unavailable(answer.detail()));
        }
    }
}
