package io.vigil.session;

import io.vigil.alarm.StateWalk;
import io.vigil.vital.Metric;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a session's {@link Memory} that people made: whose session it is, their deeds, the cuff, the proposal. */
record CareMemory(Session session, StateWalk walk) {
    private static final Action.Note NOTHING = new Action.Note("");
    private static final Deeds.Deed NEW = new Deeds.Deed(0, "", NOTHING, Double.NaN);

    void walked() {
        session.charting.patient = patient(session.charting.patient);
        session.charting.subjectRevision = walk.whole(session.charting.subjectRevision);
        cuffs(session.cuffs);
        walk.all(session.deeds.all, deed -> deed(deed == null ? NEW : deed));
        walk.all(
                session.proposal.stretches,
                metric -> walk.choice(metric, Metric.class),
                stretch -> Stretch.walked(walk, stretch));
    }

    private void cuffs(CuffControl cuffs) {
        walk.all(cuffs.startable, walk::text);
        cuffs.allowed = walk.flag(cuffs.allowed);
        cuffs.sameLimb = walk.flag(cuffs.sameLimb);
        cuffs.notAllowed = walk.text(cuffs.notAllowed);
        cuffs.measuring = walk.text(cuffs.measuring);
        cuffs.startedMillis = walk.number(cuffs.startedMillis);
        cuffs.startedWhy = walk.text(cuffs.startedWhy);
        cuffs.startedBy = walk.text(cuffs.startedBy);
        cuffs.readingMillis = walk.number(cuffs.readingMillis);
        cuffs.failures = walk.whole(cuffs.failures);
        cuffs.trouble = walk.text(cuffs.trouble);
    }

    private Patient patient(Patient kept) {
        String id = walk.text(kept.id());
        String display = walk.text(kept.display());
        String birthDate = walk.text(kept.birthDate());
        Patient.Identifier named = kept.identifier();
        Patient.Identifier identifier = walk.flag(named != null)
                ? new Patient.Identifier(
                        walk.text(named == null ? "" : named.system()), walk.text(named == null ? "" : named.value()))
                : null;
        return new Patient(id, display, birthDate, identifier, perhaps(kept.reference()));
    }

    private Deeds.Deed deed(Deeds.Deed kept) {
        long at = walk.number(kept.atMillis());
        String by = walk.text(kept.by());
        double from = walk.real(kept.from());
        return new Deeds.Deed(at, by, action(kept.action()), from);
    }

    private Action action(Action kept) {
        String name = walk.text(kept.name());
        return switch (name) {
            case "phase" -> new Action.MovePhase(walk.text(kept instanceof Action.MovePhase move ? move.phase() : ""));
            case "dose" -> dose(kept instanceof Action.Dose dose ? dose : null);
            case "baseline" ->
                new Action.ConfirmBaseline(values(kept instanceof Action.ConfirmBaseline base ? base.values() : null));
            case "limit" -> limit(kept instanceof Action.SetLimit set ? set : null);
            case "assessment" ->
                Memory.assessed(walk, kept instanceof Action.Assess found ? found : Action.Assess.NOTHING);
            case "adverse-event" -> event(kept instanceof Action.AdverseEvent event ? event : null);
            case "note" -> new Action.Note(walk.text(kept instanceof Action.Note note ? note.text() : ""));
            default -> throw new IllegalArgumentException("the state holds a deed '" + name + "'");
        };
    }

    private Action dose(Action.@Nullable Dose kept) {
        return new Action.Dose(
                walk.text(kept == null ? "" : kept.drug()),
                walk.text(kept == null ? "" : kept.route()),
                walk.real(kept == null ? 0 : kept.amount()),
                walk.text(kept == null ? "" : kept.unit()),
                walk.text(kept == null ? "" : kept.event()),
                perhaps(kept == null ? null : kept.rate()),
                perhaps(kept == null ? null : kept.lot()),
                perhaps(kept == null ? null : kept.overrideReason()));
    }

    private Map<Metric, Double> values(@Nullable Map<Metric, Double> kept) {
        Map<Metric, Double> inOrder = new EnumMap<>(Metric.class);
        inOrder.putAll(kept == null ? Map.of() : kept);
        walk.all(inOrder, metric -> walk.choice(metric, Metric.class), value -> walk.real(value == null ? 0 : value));
        return inOrder;
    }

    private Action limit(Action.@Nullable SetLimit kept) {
        String alarm = walk.text(kept == null ? "" : kept.alarm());
        double limit = walk.real(kept == null ? 0 : kept.limit());
        return new Action.SetLimit(alarm, limit, walk.text(kept == null ? "" : kept.reason()));
    }

    private Action event(Action.@Nullable AdverseEvent kept) {
        String kind = walk.text(kept == null ? "" : kept.kind());
        long onset = walk.number(kept == null ? 0 : kept.onsetMillis());
        long resolved = walk.number(kept == null ? 0 : kept.resolvedMillis());
        String text = walk.text(kept == null ? "" : kept.text());
        return new Action.AdverseEvent(
                kind, onset, resolved, text, Memory.whole(walk, kept == null ? null : kept.moaas()));
    }

    private @Nullable String perhaps(@Nullable String kept) {
        return walk.flag(kept != null) ? walk.text(kept) : null;
    }
}
