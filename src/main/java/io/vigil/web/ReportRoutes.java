package io.vigil.web;

import static io.vigil.web.Access.ALL;
import static io.vigil.web.Access.RECORDS;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.session.Input;
import io.vigil.session.port.ChartDesk;
import io.vigil.session.port.History;
import io.vigil.web.json.HistoryJson;
import io.vigil.web.json.Json;
import io.vigil.web.report.Report;
import io.vigil.web.report.ReportJson;
import io.vigil.web.report.ReportPdf;
import io.vigil.web.report.ReportWriter;
import io.vigil.web.report.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A session's record for the page and on paper, the list of all sessions, the configuration in force. On workers. */
final class ReportRoutes {
    private static final int HEADS_DEFAULT = 50;
    private static final int HEADS_MOST = 500;

    private final History history;
    private final ChartDesk charted;
    private final Requests requests;
    private final Supplier<String> settings;

    ReportRoutes(History history, ChartDesk charted, Requests requests, Supplier<String> settings) {
        this.history = history;
        this.charted = charted;
        this.requests = requests;
        this.settings = settings;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(Endpoint.API + "/sessions/{id}/report", ALL, this::report),
                Endpoint.get(Endpoint.API + "/sessions/{id}/report.pdf", ALL, this::pdf),
                Endpoint.get(Endpoint.API + "/history", ALL, this::heads),
                Endpoint.get(Endpoint.API + "/settings", RECORDS, this::settings));
    }

    private void settings(RoutingContext ctx) {
        requests.blocking(ctx, settings::get, text -> Reply.json(ctx, 200, text));
    }

    private void heads(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, Set.of("patient", "limit"))) {
            return;
        }
        Optional<Integer> limit = ReadingsQuery.whole(ctx.queryParams().get("limit"), HEADS_DEFAULT, HEADS_MOST);
        if (limit.isEmpty()) {
            Reply.problem(ctx, Problem.invalid("limit", "must be a whole number from 1 to " + HEADS_MOST));
            return;
        }
        String patient = Optional.ofNullable(ctx.queryParams().get("patient")).orElse("");
        requests.blocking(
                ctx,
                () -> Json.array(history.sessions(patient, limit.get()), HistoryJson::head),
                text -> Reply.json(ctx, 200, text));
    }

    private void report(RoutingContext ctx) {
        if (Requests.queryOf(ctx, Set.of("lang"))) {
            String id = ctx.pathParam("id");
            String language = language(ctx);
            requests.blocking(
                    ctx,
                    () -> made(id, language).map(ReportJson::text),
                    found -> found.ifPresentOrElse(text -> Reply.json(ctx, 200, text), () -> unknown(ctx)));
        }
    }

    private void pdf(RoutingContext ctx) {
        if (Requests.queryOf(ctx, Set.of("lang"))) {
            String id = ctx.pathParam("id");
            String language = language(ctx);
            requests.blocking(
                    ctx,
                    () -> made(id, language).map(report -> printed(report, language)),
                    found -> found.ifPresentOrElse(bytes -> send(ctx, id, bytes), () -> unknown(ctx)));
        }
    }

    private Optional<Report> made(String id, String language) {
        List<Input> inputs = history.inputs(id);
        return inputs.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportWriter(Words.of(language), ZoneId.systemDefault())
                        .write(inputs, history.events(id), charted.ofSession(id)));
    }

    private static byte[] printed(Report report, String language) {
        try {
            return ReportPdf.of(report, language);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(RoutingContext ctx, String id, byte[] pdf) {
        if (!ctx.response().ended() && !ctx.response().closed()) {
            String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
            ctx.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/pdf")
                    .putHeader(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"vigil-" + name + ".pdf\"")
                    .end(Buffer.buffer(pdf));
        }
    }

    private static String language(RoutingContext ctx) {
        return Optional.ofNullable(ctx.queryParams().get("lang")).orElse("en");
    }

    private static void unknown(RoutingContext ctx) {
        Reply.problem(ctx, Problem.notFound("There is no such session."));
    }
}
