package io.vigil.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.json.Body;
import io.vigil.web.json.Fault;
import io.vigil.web.json.Suggestion;
import io.vigil.web.json.Texts;
import io.vigil.web.signin.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** What every endpoint does with a request before its own work: body, key, query, work off the loop. */
final class Requests {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final int LONGEST_KEY = 128;

    private final Vertx vertx;

    Requests(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Reads the whole body; empty after the refusal was sent. */
    static <T> Optional<T> body(RoutingContext ctx, Function<Body, T> read) {
        Buffer bytes = ctx.body().buffer();
        boolean empty = bytes == null || bytes.length() == 0;
        String type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (!empty
                && (type == null
                        || !type.strip().toLowerCase(java.util.Locale.ROOT).startsWith("application/json"))) {
            Reply.problem(
                    ctx,
                    Problem.of(415, "media-type", "Not JSON", "Send the body with Content-Type: application/json."));
            return Optional.empty();
        }
        Body body = Body.parse(empty ? new byte[0] : bytes.getBytes());
        if (!body.faults().isEmpty()) {
            Reply.problem(ctx, Problem.invalid(body.faults()));
            return Optional.empty();
        }
        T value = read.apply(body);
        body.end();
        if (!body.faults().isEmpty()) {
            Reply.problem(ctx, Problem.invalid(body.faults()));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** The sender's Idempotency-Key, or a fresh one; told back either way. Empty after the refusal was sent. */
    static Optional<String> key(RoutingContext ctx) {
        String sent = ctx.request().getHeader(IDEMPOTENCY_KEY);
        String key = sent == null ? Secrets.fresh() : sent.strip();
        boolean fits =
                !key.isEmpty() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > 32 && c < 127);
        if (!fits) {
            Reply.problem(
                    ctx, Problem.invalid(IDEMPOTENCY_KEY, "must be 1 to " + LONGEST_KEY + " visible ASCII characters"));
            return Optional.empty();
        }
        ctx.response().putHeader(IDEMPOTENCY_KEY, key);
        return Optional.of(key);
    }

    /** @return false after the refusal of a query parameter that is not known was sent */
    static boolean queryOf(RoutingContext ctx, Set<String> known) {
        List<Fault> faults = new ArrayList<>();
        for (String name : ctx.queryParams().names()) {
            if (!known.contains(name)) {
                String hint = Suggestion.of(name, known)
                        .map(word -> "; did you mean \"" + word + "\"?")
                        .orElse("");
                faults.add(new Fault(Texts.printable(name, 64), "is not a known query parameter" + hint));
            } else if (ctx.queryParams().getAll(name).size() > 1) {
                faults.add(new Fault(name, "must be given once"));
            }
        }
        if (!faults.isEmpty()) {
            Reply.problem(ctx, new Problem(422, "invalid", "The request makes no sense", faults.toString(), faults));
        }
        return faults.isEmpty();
    }

    /** Runs blocking work on a worker; its failure means that the store cannot answer. */
    <T> void blocking(RoutingContext ctx, Callable<T> work, Consumer<T> then) {
        Future<T> done = vertx.executeBlocking(work, false);
        done.onComplete(result -> {
            if (result.succeeded()) {
                then.accept(result.result());
            } else {
                org.slf4j.LoggerFactory.getLogger(Requests.class).warn("the store does not answer", result.cause());
                Reply.problem(ctx, Problem.unavailable("The store does not answer; the live view goes on without it."));
            }
        });
    }
}
