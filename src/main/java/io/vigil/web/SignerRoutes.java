package io.vigil.web;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vigil.web.json.Json;
import io.vigil.web.signin.SignIn;
import io.vigil.web.signin.Signers;
import io.vigil.web.signin.Signers.Signer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Saying who acts at a shared screen, and choosing the PIN that says so. */
final class SignerRoutes {
    private static final int LONGEST_PASSWORD = 256;

    private final Signers signers;
    private final Origins origins;
    private final WorkerExecutor hashing;

    SignerRoutes(Vertx vertx, Signers signers, Origins origins) {
        this.signers = signers;
        this.origins = origins;
        this.hashing = vertx.createSharedWorkerExecutor("vigil-passwords", 2);
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(Endpoint.API + "/signer", Access.ALL, this::sign),
                Endpoint.post(Endpoint.API + "/me/pin", Access.ALL, this::choose));
    }

    void close() {
        hashing.close();
    }

    private record Signature(String user, String pin) {}

    private void sign(RoutingContext ctx) {
        Optional<Signature> told =
                Requests.body(ctx, body -> new Signature(body.text("user", 64), body.text("pin", 8)));
        if (told.isEmpty()) {
            return;
        }
        Signature signature = told.get();
        String address = origins.asking(ctx.request());
        long wait = signers.knock(signature.user(), address);
        if (wait > 0) {
            slowDown(ctx, wait);
            return;
        }
        work(ctx, () -> signers.sign(signature.user(), signature.pin(), address), signer -> {
            if (signer.isEmpty()) {
                Reply.problem(ctx, Problem.of(403, "wrong-pin", "Not signed", "The name or the PIN is not right."));
                return;
            }
            SignIn here = Guard.caller(ctx).signIn();
            if (here != null) {
                here.actsAs(signer.get());
            }
            tell(ctx, signer.get());
        });
    }

    private static void tell(RoutingContext ctx, Signer signer) {
        Reply.json(ctx, 200, Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("user", signer.user());
            out.writeStringField("role", signer.role().wire());
            out.writeEndObject();
        }));
    }

    private record Choice(String password, String pin) {}

    private void choose(RoutingContext ctx) {
        Optional<Choice> told = Requests.body(ctx, body -> {
            Choice choice = new Choice(body.text("password", LONGEST_PASSWORD), body.text("pin", 64));
            String fault = Signers.fault(choice.pin());
            if (!fault.isEmpty()) {
                body.fault("pin", fault);
            }
            return choice;
        });
        if (told.isEmpty()) {
            return;
        }
        String user = Guard.caller(ctx).user();
        String address = origins.asking(ctx.request());
        long wait = signers.knockByPassword(user, address);
        if (wait > 0) {
            slowDown(ctx, wait);
            return;
        }
        work(ctx, () -> signers.choose(user, told.get().password(), told.get().pin(), address), done -> {
            if (done) {
                Reply.nothing(ctx);
            } else {
                Reply.problem(ctx, Problem.of(403, "credentials", "Not changed", "The password is not right."));
            }
        });
    }

    private <T> void work(RoutingContext ctx, Callable<T> work, Consumer<T> then) {
        hashing.executeBlocking(work, false).onComplete(done -> {
            if (done.succeeded()) {
                then.accept(done.result());
            } else {
                Reply.problem(ctx, Problem.unavailable("The accounts cannot be read now; try again."));
            }
        });
    }

    private static void slowDown(RoutingContext ctx, long seconds) {
        ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        Reply.problem(
                ctx,
                Problem.of(429, "slow-down", "Too many attempts", "Wait " + seconds + " s before the next attempt."));
    }
}
