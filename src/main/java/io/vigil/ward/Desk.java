package io.vigil.ward;

import io.vigil.session.Action;
import io.vigil.session.Happening;
import io.vigil.session.Protocol;
import io.vigil.session.Refusal;
import io.vigil.session.SessionView;
import io.vigil.session.port.Inputs;
import io.vigil.session.port.Journal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** A refused start has no session that could remember it; after a service's restart it is judged anew. */
    private static final int REFUSED_REMEMBERED = 1_000;

    private final Floor floor;
    private final Admission admission;
    private final Map<String, Answer> refusedStarts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
            return size() > REFUSED_REMEMBERED;
        }
    };

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
            } else if (refusedStarts.containsKey(request.key())) {
                answer.complete(Objects.requireNonNull(refusedStarts.get(request.key())));
            } else {
                admission
                        .refuse(request)
                        .ifPresentOrElse(no -> refuse(request, no, answer), () -> begin(request, answer));
            }
        });
    }

    /** There is no session to hold it, so it stands in the log of the site. */
    private void refuse(Start request, Answer no, CompletableFuture<Answer> answer) {
        refusedStarts.put(request.key(), no);
        decline("", "sessions", request.by(), Refusals.detail(request, no), no, answer);
    }

    private void decline(
            String session, String what, String by, String detail, Answer no, CompletableFuture<Answer> answer) {
        floor.parts
                .journal()
                .refused(
                        new Journal.Refused(session, floor.nowMillis(), what, by, detail),
                        new Pending(answer, floor.parts.loop(), () -> no, 1));
    }

    private void begin(Start request, CompletableFuture<Answer> answer) {
        String id = floor.parts.ids().get();
        Protocol protocol = Objects.requireNonNull(floor.parts.protocols().get(request.protocol()));
        Pending pending = pending(id, "", answer, request.devices().isEmpty() ? 1 : 2);
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
        if (!request.devices().isEmpty()) {
            floor.takeTogether(
                    request.devices().stream()
                            .map(device -> floor.bound(session, device, request.by(), ""))
                            .toList(),
                    pending);
        }
        pending.handedOver();
    }

    @Override
    public CompletionStage<Answer> act(String id, String by, String key, Action action) {
        return onSession(
                id,
                key,
                answer -> answer.complete(Answer.refused(Status.UNKNOWN, "There is no session " + id)),
                (session, answer) -> admission
                        .settle(session, action)
                        .ifPresentOrElse(answer::complete, () -> take(session, by, key, action, answer)));
    }

    private void take(LiveSession session, String by, String key, Action action, CompletableFuture<Answer> answer) {
        Optional<Refusal> refusal = session.isDoubtful(key)
                ? session.fold.refusalOf(key)
                : admission.refusal(session.fold, action, floor.nowMillis());
        List<Floor.Step> steps = new ArrayList<>();
        if ((action instanceof Action.Discharge || action instanceof Action.Abort) && refusal.isEmpty()) {
            session.fresh(floor.nowMillis())
                    .devices()
                    .forEach(device -> steps.add(new Floor.Step(session, new Happening.Unbound(device, by))));
        }
        double from =
                action instanceof Action.SetLimit set ? session.fold.alarms().limitInForce(set.alarm()) : Double.NaN;
        // A refusal is an input too: who tried what is on record, and a repetition hears the same.
        steps.add(new Floor.Step(session, new Happening.Acted(by, key, action, from, refusal.orElse(null))));
        Pending pending = pending(session.fold.id(), key, answer, 1);
        floor.takeTogether(steps, pending);
        pending.handedOver();
    }

    @Override
    public CompletionStage<Answer> rebind(
            String id, List<String> bind, List<String> unbind, boolean handOver, String by, String key) {
        Refusals.Rebinding asked = new Refusals.Rebinding(bind, unbind, handOver);
        return onSession(
                id,
                key,
                answer -> {
                    Answer no = Answer.refused(Status.UNKNOWN, "There is no session " + id);
                    decline(id, "devices", by, Refusals.detail(asked, no), no, answer);
                },
                (session, answer) -> admission
                        .settle(session, bind, unbind, handOver)
                        .filter(no -> !session.isDoubtful(key))
                        .ifPresentOrElse(
                                no -> refuse(session, asked, by, key, no, answer),
                                () -> rebind(session, asked, by, key, answer)));
    }

    private void refuse(
            LiveSession session,
            Refusals.Rebinding asked,
            String by,
            String key,
            Answer no,
            CompletableFuture<Answer> answer) {
        if (session.fold.isOpen()) {
            Refusal refusal = new Refusal(no.status() == Status.INVALID, no.detail());
            floor.take(
                    session,
                    new Happening.Declined(by, key, "devices", Refusals.detail(asked, no), refusal),
                    pending(session.fold.id(), key, answer, 1));
        } else {
            decline(session.fold.id(), "devices", by, Refusals.detail(asked, no), no, answer);
        }
    }

    private void rebind(
            LiveSession session, Refusals.Rebinding asked, String by, String key, CompletableFuture<Answer> answer) {
        List<Floor.Step> steps = new ArrayList<>();
        int inputs = asked.unbind().size() + asked.bind().size();
        int taken = 0;
        for (String device : asked.unbind()) {
            steps.add(new Floor.Step(session, new Happening.Unbound(device, by, ++taken == inputs ? key : "")));
        }
        for (String device : asked.bind()) {
            floor.bindings
                    .wearer(device)
                    .flatMap(floor::session)
                    .filter(wearer -> wearer != session)
                    .ifPresent(wearer -> {
                        wearer.tick(floor.nowMillis() - 1);
                        steps.add(new Floor.Step(wearer, new Happening.Unbound(device, by)));
                    });
            steps.add(floor.bound(session, device, by, ++taken == inputs ? key : ""));
        }
        Pending pending = pending(session.fold.id(), key, answer, 1);
        floor.takeTogether(steps, pending);
        pending.handedOver();
    }

    @Override
    public CompletionStage<Answer> correct(String id, Happening.Corrected word) {
        return onLoop(answer -> {
            Optional<LiveSession> open = floor.session(id).filter(session -> session.fold.isOpen());
            if (open.isEmpty()) {
                answer.complete(Answer.refused(Status.UNKNOWN, "There is no open session " + id));
                return;
            }
            LiveSession session = open.get();
            session.tick(floor.nowMillis() - 1);
            Pending pending = new Pending(answer, floor.parts.loop(), () -> answer(id, ""), 1);
            if (session.fold.knowsCorrection(word)) {
                floor.parts.journal().fence(pending);
            } else {
                floor.take(session, word, pending);
            }
            pending.handedOver();
        });
    }

    /** What was answered before is answered again, but never before it is durable. */
    private void repeat(LiveSession session, String key, CompletableFuture<Answer> answer) {
        if (session.isDoubtful(key)) {
            answer.complete(Answer.refused(
                    Status.UNAVAILABLE,
                    "The session runs and could not be written to disk; after a restart nothing is left of it. Free"
                            + " space in the data folder, abort it and start it anew"));
        } else {
            floor.parts.journal().fence(pending(session.fold.id(), key, answer, 1));
        }
    }

    private Pending pending(String id, String key, CompletableFuture<Answer> answer, int inputs) {
        return new Pending(
                answer,
                floor.parts.loop(),
                () -> answer(id, key),
                inputs,
                shed -> floor.session(id).ifPresent(session -> session.doubt(key, shed)));
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

    private CompletionStage<Answer> onSession(
            String id, String key, Consumer<CompletableFuture<Answer>> unknown, OnSession task) {
        return onLoop(answer -> {
            Optional<LiveSession> found = floor.session(id);
            if (found.isEmpty()) {
                unknown.accept(answer);
                return;
            }
            LiveSession session = found.get();
            // What is asked is judged by the state of this instant, not of the last tick.
            session.tick(floor.nowMillis() - 1);
            if (session.fold.knowsKey(key) && !session.isDoubtful(key)) {
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
