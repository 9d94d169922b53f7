package io.vigil.web;

import static io.vigil.web.Access.ALL;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.SessionView;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Waveforms;
import io.vigil.vital.Waveform;
import io.vigil.web.json.Fault;
import io.vigil.web.json.HistoryJson;
import io.vigil.web.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Waveforms as they were kept. */
final class WaveRoutes {
    static final long LONGEST_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long USUAL_MILLIS = Duration.ofMinutes(1).toMillis();
    /** A quarter of an hour of a monitor's five signals. */
    private static final int MOST_SAMPLES = 400_000;

    private final Inputs inputs;
    private final Waveforms waveforms;
    private final Requests requests;
    private final LongSupplier nowMillis;

    WaveRoutes(Inputs inputs, Waveforms waveforms, Requests requests, LongSupplier nowMillis) {
        this.inputs = inputs;
        this.waveforms = waveforms;
        this.requests = requests;
        this.nowMillis = nowMillis;
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.get(Endpoint.API + "/sessions/{id}/waveforms", ALL, this::waveforms));
    }

    private void waveforms(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, Set.of("signal", "from", "to"))) {
            return;
        }
        List<Fault> faults = new ArrayList<>();
        String id = ctx.pathParam("id");
        String signal = String.join("", ctx.queryParam("signal"));
        long to = instant("to", ctx.queryParams().get("to"), nowMillis.getAsLong(), faults);
        long from = instant("from", ctx.queryParams().get("from"), to - USUAL_MILLIS, faults);
        if (!signal.matches("[a-z0-9]{0,16}")) {
            faults.add(new Fault("signal", "must be a signal such as pleth"));
        }
        if (from > to || to - from > LONGEST_MILLIS) {
            faults.add(new Fault("from", "must be at most 15 min before to, and not after it"));
        }
        if (!faults.isEmpty()) {
            Reply.problem(ctx, Problem.invalid(faults));
            return;
        }
        Optional<SessionView> session = inputs.session(id);
        requests.blocking(
                ctx,
                () -> {
                    List<Waveform> found = waveforms.waveforms(id, signal, from, to, MOST_SAMPLES);
                    return session.isPresent() || !found.isEmpty()
                            ? Optional.of(text(id, from, to, found))
                            : Optional.<String>empty();
                },
                text -> text.ifPresentOrElse(
                        json -> Reply.json(ctx, 200, json),
                        () -> Reply.problem(ctx, Problem.notFound("There is no such session, or no wave of it."))));
    }

    private static String text(String id, long from, long to, List<Waveform> found) {
        return Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("session", id);
            Json.instant(out, "from", from);
            Json.instant(out, "to", to);
            out.writeArrayFieldStart("waves");
            for (Waveform wave : found) {
                HistoryJson.wave(out, id, wave);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static long instant(String name, @Nullable String text, long fallback, List<Fault> faults) {
        if (text == null) {
            return fallback;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            faults.add(new Fault(name, "must be an ISO 8601 instant such as 2026-05-04T10:15:30Z"));
            return fallback;
        }
    }
}
