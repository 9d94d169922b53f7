package io.vigil.ward;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Protocol;
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
            Optional<Answer> settled =
                    same.map(each -> Answer.done(each.fresh(floor.nowMillis()))).or(() -> admission.refuse(request));
            settled.ifPresentOrElse(answer::complete, () -> begin(request, answer));
        });
    }

    private void begin(Start request, CompletableFuture<Answer> answer) {
        String id = floor.parts.ids().get();
        Protocol protocol = Objects.requireNonNull(floor.parts.protocols().get(request.protocol()));
        Pending pending = pending(id, answer, request.devices().size() + 1);
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
        request.devices().forEach(device -> floor.bind(session, device, request.by(), pending));
    }

    @Override
    public CompletionStage<Answer> act(String id, String by, String key, Action action) {
        return onLoop(answer -> {
            Optional<LiveSession> session = floor.session(id);
            Optional<Answer> settled = session.isEmpty()
                    ? Optional.of(Answer.refused(Status.UNKNOWN, "There is no session " + id))
                    : admission.settle(session.get(), key, action);
            settled.ifPresentOrElse(
                    answer::complete, () -> take(session.orElseThrow(), by, key, action, pending(id, answer, 1)));
        });
    }

    private void take(LiveSession session, String by, String key, Action action, Pending pending) {
        if (action instanceof Action.Discharge) {
            session.fresh(floor.nowMillis())
                    .devices()
                    .forEach(device -> floor.unbind(session, device, by, durable -> {}));
        }
        floor.take(session, new Happening.Acted(by, key, action), pending);
    }

    @Override
    public CompletionStage<Answer> rebind(String id, List<String> bind, List<String> unbind, String by, String key) {
        return onLoop(answer -> {
            Optional<LiveSession> session = floor.session(id);
            Optional<Answer> settled = session.isEmpty()
                    ? Optional.of(Answer.refused(Status.UNKNOWN, "There is no session " + id))
                    : admission.settle(session.get(), bind, unbind);
            settled.ifPresentOrElse(answer::complete, () -> {
                Pending pending = pending(id, answer, bind.size() + unbind.size());
                unbind.forEach(device -> floor.unbind(session.orElseThrow(), device, by, pending));
                bind.forEach(device -> floor.bind(session.orElseThrow(), device, by, pending));
            });
        });
    }

    private Pending pending(String id, CompletableFuture<Answer> answer, int inputs) {
        return new Pending(
                answer,
                floor.parts.loop(),
                () -> floor.session(id).orElseThrow().fresh(floor.nowMillis()),
                inputs);
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
