package io.vigil.web;

import static io.vigil.web.Access.ALL;
import static io.vigil.web.Access.RECORDS;

import io.vertx.ext.web.RoutingContext;
import io.vigil.session.port.NoticeDesk;
import io.vigil.session.port.Notices;
import io.vigil.web.json.Json;
import io.vigil.web.json.NoticeJson;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was told to people away from the screens, and what still waits to be. */
final class NoticeRoutes {
    private static final int ROWS_DEFAULT = 200;
    private static final int ROWS_MOST = 2_000;
    private static final int EVERY_LEVEL = 1;

    private final NoticeDesk notices;
    private final Requests requests;

    NoticeRoutes(NoticeDesk notices, Requests requests) {
        this.notices = notices;
        this.requests = requests;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(Endpoint.API + "/notifications", ALL, this::rows),
                Endpoint.post(Endpoint.API + "/notifications/{number}/retry", RECORDS, this::retry));
    }

    private void rows(RoutingContext ctx) {
        if (!Requests.queryOf(ctx, Set.of("limit"))) {
            return;
        }
        Optional<Integer> limit = ReadingsQuery.whole(ctx.queryParams().get("limit"), ROWS_DEFAULT, ROWS_MOST);
        if (limit.isEmpty()) {
            Reply.problem(ctx, Problem.invalid("limit", "must be a whole number from 1 to " + ROWS_MOST));
            return;
        }
        requests.blocking(ctx, () -> text(limit.get()), text -> Reply.json(ctx, 200, text));
    }

    private String text(int limit) {
        Notices.Backlog backlog = notices.backlog(EVERY_LEVEL);
        boolean received = notices.received();
        List<Notices.Row> rows = notices.rows(limit);
        return Json.text(out -> {
            out.writeStartObject();
            out.writeBooleanField("receiver", received);
            out.writeFieldName("backlog");
            NoticeJson.backlog(out, backlog);
            out.writeArrayFieldStart("rows");
            for (Notices.Row row : rows) {
                NoticeJson.row(out, row);
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private void retry(RoutingContext ctx) {
        String number = ctx.pathParam("number");
        if (Requests.body(ctx, body -> true).isEmpty()) {
            return;
        }
        if (!number.matches("[0-9]{1,18}")) {
            Reply.problem(ctx, Problem.notFound("There is no such notification."));
            return;
        }
        requests.blocking(ctx, () -> notices.retryNow(Long.parseLong(number)), known -> {
            if (known) {
                Reply.nothing(ctx);
            } else {
                Reply.problem(ctx, Problem.notFound("There is no such notification, or it is delivered already."));
            }
        });
    }
}
