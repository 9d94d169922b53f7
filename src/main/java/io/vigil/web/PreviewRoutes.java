package io.vigil.web;

import static io.vigil.web.Access.CARE;

import io.vertx.ext.web.RoutingContext;
import io.vigil.alarm.Rule;
import io.vigil.session.Happening;
import io.vigil.session.Input;
import io.vigil.session.port.History;
import io.vigil.session.port.Inputs;
import io.vigil.session.preview.Occurrence;
import io.vigil.session.preview.Occurrences;
import io.vigil.session.preview.WhatIf;
import io.vigil.web.json.Body;
import io.vigil.web.json.PreviewJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** "What would have alarmed?": a session's past under a limit that is not yet saved. Changes nothing. */
final class PreviewRoutes {
    private static final int WORD = 64;

    private final Inputs inputs;
    private final History history;
    private final Requests requests;
    private final LongSupplier nowMillis;

    PreviewRoutes(Inputs inputs, History history, Requests requests, LongSupplier nowMillis) {
        this.inputs = inputs;
        this.history = history;
        this.requests = requests;
        this.nowMillis = nowMillis;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.post(Endpoint.API + "/sessions/{id}/limits/preview", CARE, this::preview));
    }

    private record Asked(String alarm, double limit) {}

    private void preview(RoutingContext ctx) {
        String id = ctx.pathParam("id");
        Requests.body(ctx, PreviewRoutes::asked).ifPresent(asked -> {
            boolean open = inputs.session(id).filter(session -> session.open()).isPresent();
            long now = nowMillis.getAsLong();
            requests.blocking(ctx, () -> answer(history.inputs(id), asked, open, now), answer -> tell(ctx, answer));
        });
    }

    private static Asked asked(Body body) {
        return new Asked(body.text("alarm", WORD), body.number("limit", -1_000, 100_000));
    }

    /** Either the JSON or what is wrong with the question. */
    private record Answer(String json, Optional<Problem> problem) {
        static Answer wrong(Problem problem) {
            return new Answer("", Optional.of(problem));
        }
    }

    /** Folds the session twice, on a worker. */
    private static Answer answer(List<Input> inputs, Asked asked, boolean open, long now) {
        if (inputs.isEmpty() || !(inputs.get(0).what() instanceof Happening.Started started)) {
            return Answer.wrong(Problem.notFound("There is no such session."));
        }
        Optional<Rule> rule = started.protocol().rules().stream()
                .filter(one -> one.id().equals(asked.alarm()) && !Double.isNaN(one.limit()))
                .findFirst();
        if (rule.isEmpty()) {
            return Answer.wrong(Problem.invalid("alarm", "has no limit in this session's protocol"));
        }
        if (asked.limit() < rule.get().boundLow() || asked.limit() > rule.get().boundHigh()) {
            return Answer.wrong(Problem.invalid(
                    "limit",
                    "may lie between " + rule.get().boundLow() + " and "
                            + rule.get().boundHigh()));
        }
        long last = inputs.get(inputs.size() - 1).atMillis();
        long end = open ? Math.max(last, now) : last;
        double present = WhatIf.fold(inputs, end, event -> {}).alarms().limitInForce(asked.alarm());
        return new Answer(
                PreviewJson.text(new PreviewJson.Preview(
                        started.session(),
                        asked.alarm(),
                        present,
                        asked.limit(),
                        inputs.get(0).atMillis(),
                        end,
                        occurrences(inputs, end),
                        occurrences(WhatIf.limited(Map.of(asked.alarm(), asked.limit()), inputs), end))),
                Optional.empty());
    }

    private static List<Occurrence> occurrences(List<Input> inputs, long end) {
        var heard = new Occurrences();
        WhatIf.fold(inputs, end, event -> heard.hear("", event));
        return heard.list();
    }

    private static void tell(RoutingContext ctx, Answer answer) {
        answer.problem()
                .ifPresentOrElse(problem -> Reply.problem(ctx, problem), () -> Reply.json(ctx, 200, answer.json()));
    }
}
