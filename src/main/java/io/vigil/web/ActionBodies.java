package io.vigil.web;

import io.vigil.session.Action;
import io.vigil.vital.Metric;
import io.vigil.web.json.Body;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A nurse's actions as they stand in request bodies. Bounds here are those of any clinic; a protocol's own come later. */
final class ActionBodies {
    private static final double LONGEST_SECONDS = 86_400;
    private static final int NOT_GIVEN = -1;
    private static final int WORD = 64;
    private static final int LINE = 200;
    private static final int TEXT = 4_000;
    /** Clocks of a browser and this machine may differ by so much. */
    private static final long SKEW_MILLIS = 120_000;

    private ActionBodies() {}

    static Action baseline(Body body) {
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double value = body.numberOr(metric.wire(), metric.lowest(), metric.highest(), Double.NaN);
            if (!Double.isNaN(value)) {
                values.put(metric, value);
            }
        }
        if (values.isEmpty()) {
            body.fault("sbp", "or another metric's value is required");
        }
        return new Action.ConfirmBaseline(values);
    }

    static Action phase(Body body) {
        return new Action.MovePhase(body.text("phase", WORD), body.textOrNull("from", WORD));
    }

    static Action dose(Body body) {
        String event = body.oneOf("event", List.of("start", "stop", "given"));
        boolean stop = event.equals("stop");
        double amount = stop ? body.numberOr("amount", 0, 100_000, 0) : body.number("amount", 0, 100_000);
        if (!stop && amount == 0) {
            body.fault("amount", "must be over 0");
        }
        return new Action.Dose(
                body.text("drug", WORD),
                body.text("route", WORD),
                amount,
                stop && !body.has("unit") ? "" : body.text("unit", 16),
                event,
                body.textOrNull("rate", WORD),
                body.textOrNull("lot", WORD),
                body.textOrNull("override_reason", LINE));
    }

    static Action note(Body body) {
        return new Action.Note(body.text("text", TEXT));
    }

    static Action adverseEvent(Body body, long nowMillis) {
        long resolved = body.instantOr("resolved", 0);
        long onset = body.instantOr("onset", resolved == 0 ? nowMillis : resolved);
        if (onset > nowMillis + SKEW_MILLIS) {
            body.fault("onset", "must not be in the future");
        }
        if (resolved != 0 && (resolved < onset || resolved > nowMillis + SKEW_MILLIS)) {
            body.fault("resolved", "must lie between onset and now");
        }
        @Nullable String text = body.textOrNull("text", TEXT);
        int moaas = body.integerOr("moaas", 0, 5, NOT_GIVEN);
        return new Action.AdverseEvent(
                body.text("kind", WORD), onset, resolved, text == null ? "" : text, moaas == NOT_GIVEN ? null : moaas);
    }

    static Action nibp(Body body) {
        return new Action.Cuff(
                body.oneOf("action", List.of("start", "abort", "allow", "forbid")), body.flagOr("same_limb", false));
    }

    static Action standby(Body body) {
        return new Action.Standby(body.durationMillis("duration_s", LONGEST_SECONDS));
    }

    static Action pauseAudio(Body body) {
        return new Action.PauseAudio(body.durationMillis("duration_s", LONGEST_SECONDS));
    }

    static Action assessment(Body body) {
        int aldrete = body.integerOr("aldrete", 0, 10, NOT_GIVEN);
        int moaas = body.integerOr("moaas", 0, 5, NOT_GIVEN);
        boolean ride = body.flagOr("ride_confirmed", false);
        List<String> resolved = body.words("resolved", 16, WORD);
        if (aldrete == NOT_GIVEN && moaas == NOT_GIVEN && !body.has("ride_confirmed") && !body.has("resolved")) {
            body.fault("aldrete", "or moaas, ride_confirmed or resolved is required");
        }
        return new Action.Assess(
                aldrete == NOT_GIVEN ? null : aldrete,
                moaas == NOT_GIVEN ? null : moaas,
                body.has("ride_confirmed") ? ride : null,
                body.has("resolved") ? resolved : null);
    }

    static Action discharge(Body body) {
        return new Action.Discharge(body.textOrNull("override_reason", LINE));
    }

    static Action abort(Body body) {
        return new Action.Abort(body.text("reason", LINE));
    }

    static Action reassign(Body body, long nowMillis) {
        @Nullable String reason = body.textOrNull("reason", LINE);
        return new Action.Reassign(StartBody.patient(body.object("patient"), nowMillis), reason == null ? "" : reason);
    }

    static Action undo(Body body) {
        @Nullable String action = body.textOrNull("action", WORD);
        @Nullable String reason = body.textOrNull("reason", LINE);
        long at = body.instantOr("at", 0);
        return new Action.Undo(action == null ? "" : action, reason == null ? "" : reason, at);
    }

    static Action acknowledge(Body body, String alarm) {
        return new Action.Acknowledge(alarm, body.integerOr("occurrence", 1, Integer.MAX_VALUE, 0));
    }

    static Action limit(Body body, String alarm) {
        double limit = body.number("limit", -1_000, 100_000);
        @Nullable String reason = body.textOrNull("reason", LINE);
        return new Action.SetLimit(alarm, limit, reason == null ? "" : reason);
    }
}
