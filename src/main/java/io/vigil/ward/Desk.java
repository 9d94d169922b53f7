package io.vigil.ward;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Protocol;
import io.vigil.session.Refusal;
import io.vigil.session.SessionView;
import io.vigil.session.port.Inputs;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Takes what people do: admits or refuses it on the loop, answers when it is durable. Any thread. */
final class Desk implements Inputs {
    private static final Comparator<SessionView> OPEN_FIRST = Comparator.comparing((SessionView view) -> !view.open())
            .thenComparing(view -> view.chair().length())
            .thenComparing(SessionView::chair);

    private final Floor floor;
    private final Admission admission;

    Desk(Floor floor) {
        this.floor = floor;
        this.admission = new Admission(floor);
    }

    @Override
    public CompletionStage<Answer> start(Start request) {
        return onLoop(answer -> {
            Optional<LiveSession> same = floor.sessions().stream()
                    .filter(each -> each.fold.started().key().equals(request.key()))
                    .findFirst();
            if (same.isPresent()) {
                repeat(same.get(), request.key(), answer);
            } else {
                admission.refuse(request).ifPresentOrElse(answer::complete, () -> begin(request, answer));
            }
        });
    }

    private void begin(Start request, CompletableFuture<Answer> answer) {
        String id = floor.parts.ids().get();
        Protocol protocol = Objects.requireNonNull(floor.parts.protocols().get(request.protocol()));
        Pending pending = pending(id, "", answer, request.devices().size() + 1);
        LiveSession session = floor.open(
                new Happening.Started(
                        id,
                        floor.parts.site(),
                        request.patient(),
                        protocol,
                        request.chair(),
                        request.weightKg(),
                        request.by(),
                        request.key()),
                pending);
        request.devices().forEach(device -> floor.bind(session, device, request.by(), "", pending));
    }

    @Override
    public CompletionStage<Answer> act(String id, String by, String key, Action action) {
        return onSession(
                id,
                key,
                (session, answer) -> admission
                        .settle(session, action)
                        .ifPresentOrElse(answer::complete, () -> take(session, by, key, action, answer)));
    }

    private void take(LiveSession session, String by, String key, Action action, CompletableFuture<Answer> answer) {
        Optional<Refusal> refusal = admission.refusal(session.fold, action, floor.nowMillis());
        if (action instanceof Action.Discharge && refusal.isEmpty()) {
            session.fresh(floor.nowMillis())
                    .devices()
                    .forEach(device -> floor.unbind(session, device, by, "", durable -> {}));
        }
        double from = action instanceof Action.SetLimit set ? session.fold.limitInForce(set.alarm()) : Double.NaN;
        // A refusal is an input too: who tried what is on record, and a repetition hears the same.
        floor.take(
                session,
                new Happening.Acted(by, key, action, from, refusal.orElse(null)),
                pending(session.fold.id(), key, answer, 1));
    }

    @Override
    public CompletionStage<Answer> rebind(String id, List<String> bind, List<String> unbind, String by, String key) {
        return onSession(
                id,
                key,
                (session, answer) -> admission.settle(session, bind, unbind).ifPresentOrElse(answer::complete, () -> {
                    int inputs = bind.size() + unbind.size();
                    Pending pending = pending(id, key, answer, inputs);
                    int taken = 0;
                    for (String device : unbind) {
                        floor.unbind(session, device, by, ++taken == inputs ? key : "", pending);
                    }
                    for (String device : bind) {
                        floor.bind(session, device, by, ++taken == inputs ? key : "", pending);
                    }
                }));
    }

    /** What was answered before is answered again, but never before it is durable. */
    private void repeat(LiveSession session, String key, CompletableFuture<Answer> answer) {
        floor.parts.journal().fence(pending(session.fold.id(), key, answer, 1));
    }

    private Pending pending(String id, String key, CompletableFuture<Answer> answer, int inputs) {
        return new Pending(answer, floor.parts.loop(), () -> answer(id, key), inputs);
    }

    private Answer answer(String id, String key) {
        LiveSession session = floor.session(id).orElseThrow();
        return session.fold
                .refusalOf(key)
                .map(refusal -> Answer.refused(refusal.invalid() ? Status.INVALID : Status.CONFLICT, refusal.reason()))
                .orElseGet(() -> Answer.done(session.fresh(floor.nowMillis())));
    }

    private interface OnSession {
        void take(LiveSession session, CompletableFuture<Answer> answer);
    }

    private CompletionStage<Answer> onSession(String id, String key, OnSession task) {
        return onLoop(answer -> {
            Optional<LiveSession> found = floor.session(id);
            if (found.isEmpty()) {
                answer.complete(Answer.refused(Status.UNKNOWN, "There is no session " + id));
                return;
            }
            LiveSession session = found.get();
            // What is asked is judged by the state of this instant, not of the last tick.
            session.tick(floor.nowMillis() - 1);
            if (session.fold.knowsKey(key)) {
                repeat(session, key, answer);
            } else {
                task.take(session, answer);
            }
        });
    }

    private CompletionStage<Answer> onLoop(Consumer<CompletableFuture<Answer>> task) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        floor.parts.loop().execute(() -> {
            try {
                task.accept(answer);
            } catch (RuntimeException defect) {
                answer.completeExceptionally(defect);
            }
        });
        return answer;
    }

    @Override
    public List<SessionView> sessions() {
        return floor.sessions().stream()
                .map(LiveSession::view)
                .sorted(OPEN_FIRST)
                .toList();
    }

    @Override
    public Optional<SessionView> session(String id) {
        return floor.session(id).map(LiveSession::view);
    }
}
