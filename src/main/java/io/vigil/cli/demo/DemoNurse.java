package io.vigil.cli.demo;

import io.vigil.session.Action;
import io.vigil.session.SessionView;
import io.vigil.session.port.Inputs;
import io.vigil.vital.Metric;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Does at the start what a nurse would: seats each patient, confirms a baseline, begins the infusion. Everything through
 * the same door as a person's actions. Any thread.
 */
final class DemoNurse {
    static final String NAME = "demo";
    private static final String PROTOCOL = "iv-40min";
    private static final double WEIGHT_KG = 70;
    private static final double DOSE_MG = 35;

    private final Inputs inputs;

    DemoNurse(Inputs inputs) {
        this.inputs = inputs;
    }

    /** @return when every chair without an open session has one, dosing; a session that survived a restart goes on */
    CompletionStage<Void> seat(List<DemoChair> chairs) {
        Set<String> taken = inputs.sessions().stream()
                .filter(SessionView::open)
                .map(SessionView::chair)
                .collect(Collectors.toSet());
        return CompletableFuture.allOf(chairs.stream()
                .filter(chair -> !taken.contains(chair.chair()))
                .map(this::seat)
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new));
    }

    private CompletionStage<Inputs.Answer> seat(DemoChair chair) {
        String key = "demo-" + chair.chair() + "-" + System.identityHashCode(this);
        return inputs.start(new Inputs.Start(
                        chair.patient(), PROTOCOL, chair.chair(), chair.devices(), WEIGHT_KG, NAME, key))
                .thenCompose(answer -> act(answer, new Action.ConfirmBaseline(BASELINE)))
                .thenCompose(answer -> act(answer, new Action.MovePhase("dosing")))
                .thenCompose(answer ->
                        act(answer, new Action.Dose("ketamine", "iv", DOSE_MG, "mg", "start", null, null, null)));
    }

    private static final Map<Metric, Double> BASELINE =
            Map.of(Metric.SBP, 122.0, Metric.DBP, 78.0, Metric.SPO2, 98.0, Metric.PR, 72.0);

    private CompletionStage<Inputs.Answer> act(Inputs.Answer before, Action action) {
        SessionView session = before.session()
                .orElseThrow(() -> new IllegalStateException("the demo could not go on: " + before.detail()));
        String key = session.id() + "-" + action.getClass().getSimpleName();
        return inputs.act(session.id(), NAME, key, action);
    }
}
